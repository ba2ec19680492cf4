import {
  Controller,
  Get,
  Injectable,
  UseGuards,
  UseInterceptors,
  type CallHandler,
  type CanActivate,
  type ExecutionContext,
  type INestApplication,
  type NestInterceptor,
} from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import {
  Claim,
  CognitoAuthModule,
  CognitoGuard,
  CurrentUser,
  OptionalAuth,
  Public,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { ApiKeyStrategy } from './api-key.strategy.js';
import { bootApp, type Platform, type RunningApp } from './platforms.js';

/** Whose callers are known. */
export const pool = await TestUserPool.create();

interface WithUser {
  user?: unknown;
}

/** Leaves somebody on each request before Nest sees it. */
function leaveSomebody(nest: INestApplication): void {
  const leave = (request: WithUser, _: unknown, next: () => void): void => {
    request.user = { sub: 'leftover', tenant: 'leftover' };
    next();
  };
  const adapter = nest.getHttpAdapter();
  if (adapter.getType() === 'fastify') {
    const fastify = adapter.getInstance() as {
      addHook(name: string, hook: typeof leave): void;
    };
    fastify.addHook('onRequest', leave);
  } else {
    nest.use(leave);
  }
}

const requestOf = (context: ExecutionContext): WithUser =>
  context.switchToHttp().getRequest();

/** A guard of the application's own, which knows everybody. */
@Injectable()
class OwnGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    requestOf(context).user = { sub: 'own' };
    return true;
  }
}

/** Adds to the user what the application knows of him. */
@Injectable()
class Enriching implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler) {
    const request = requestOf(context);
    request.user = { ...(request.user as object), tenant: 'acme' };
    return next.handle();
  }
}

interface Enriched {
  readonly sub: string;
  readonly tenant: string;
}

/** Tells who is there. */
class Telling {
  @Get()
  tell(
    @CurrentUser() user: unknown,
    @CurrentUser<Enriched>('sub') sub: unknown,
    @CurrentUser<Enriched>('tenant') tenant: unknown,
    @Claim('sub') claim: unknown,
  ) {
    return { user, sub, tenant, claim };
  }
}

@Controller('public')
@Public()
@UseGuards(CognitoGuard)
class PublicController extends Telling {}

@Controller('optional')
@OptionalAuth()
@UseGuards(CognitoGuard)
class OptionalController extends Telling {}

@Controller('enriched')
@OptionalAuth()
@UseGuards(CognitoGuard)
@UseInterceptors(Enriching)
class EnrichedController extends Telling {}

@Controller('composed')
@Public()
@UseGuards(CognitoGuard, AuthGuard(['cognito', 'api-key']))
class ComposedController extends Telling {}

@Controller('passport-first')
@Public()
@UseGuards(AuthGuard('cognito'), CognitoGuard)
class PassportFirstController extends Telling {}

@Controller('own')
@UseGuards(OwnGuard)
class OwnController extends Telling {}

/** Boots an application whose requests bring somebody along. */
export function bootWithLeftover(platform: Platform): Promise<RunningApp> {
  return bootApp(platform, {
    controllers: [
      PublicController,
      OptionalController,
      EnrichedController,
      ComposedController,
      PassportFirstController,
      OwnController,
    ],
    providers: [ApiKeyStrategy],
    imports: [
      CognitoAuthModule.forRoot({
        ...pool.options,
        unguardedRoutes: 'ignore',
        validate: ({ sub }) => ({ sub }),
      }),
    ],
    configure: leaveSomebody,
  });
}
