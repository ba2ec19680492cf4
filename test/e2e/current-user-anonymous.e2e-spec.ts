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
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import {
  Claim,
  CognitoAuthModule,
  CognitoGuard,
  CurrentUser,
  OptionalAuth,
  Public,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { Strategy } from 'passport';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from '../support/http.js';
import { bootApp, platforms, type RunningApp } from '../support/platforms.js';

const pool = await TestUserPool.create();
const leftover = { sub: 'leftover', left: true };

interface WithUser {
  headers: Record<string, unknown>;
  user?: unknown;
}

/** Leaves somebody on each request before Nest sees it. */
function leaveSomebody(nest: INestApplication): void {
  const leave = (request: WithUser, _: unknown, next: () => void): void => {
    request.user = leftover;
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

@Injectable()
class ApiKeyStrategy extends PassportStrategy(Strategy, 'api-key') {
  override authenticate({ headers }: WithUser): void {
    if (headers['x-api-key'] === 'key') {
      this.success({ sub: 'robot' });
    } else {
      this.fail(401);
    }
  }

  validate(): never {
    throw new Error('not called: the strategy has no verify callback');
  }
}

/** A guard of the application's own, which knows everybody. */
@Injectable()
class OwnGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    requestOf(context).user = { sub: 'own' };
    return true;
  }
}

interface Enriched {
  readonly tenant: string;
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

const Composed = AuthGuard(['cognito', 'api-key']);
const Cognito = AuthGuard('cognito');

const tell = (user: unknown, sub: unknown, claim: unknown) => ({
  user: user ?? null,
  sub: sub ?? null,
  claim: claim ?? null,
});

@Controller()
@UseGuards(CognitoGuard)
class GuardedController {
  @Get('public')
  @Public()
  open(
    @CurrentUser() user: unknown,
    @CurrentUser('sub') sub: unknown,
    @Claim('sub') claim: unknown,
  ) {
    return tell(user, sub, claim);
  }

  @Get('optional')
  @OptionalAuth()
  optional(
    @CurrentUser() user: unknown,
    @CurrentUser('sub') sub: unknown,
    @Claim('sub') claim: unknown,
  ) {
    return tell(user, sub, claim);
  }

  @Get('enriched')
  @OptionalAuth()
  @UseInterceptors(Enriching)
  enriched(@CurrentUser<Enriched>('tenant') tenant: unknown) {
    return { tenant: tenant ?? null };
  }

  @Get('composed')
  @Public()
  @UseGuards(Composed)
  composed(
    @CurrentUser() user: unknown,
    @CurrentUser('sub') sub: unknown,
    @Claim('sub') claim: unknown,
  ) {
    return tell(user, sub, claim);
  }
}

@Controller('before')
@Public()
@UseGuards(Cognito, CognitoGuard)
class PassportFirstController {
  @Get()
  before(
    @CurrentUser() user: unknown,
    @CurrentUser('sub') sub: unknown,
    @Claim('sub') claim: unknown,
  ) {
    return tell(user, sub, claim);
  }
}

@Controller('own')
@UseGuards(OwnGuard)
class OwnController {
  @Get()
  own(@CurrentUser('sub') sub: unknown) {
    return { sub };
  }
}

describe.each(platforms)('who is there for nobody on $name', (platform) => {
  let app: RunningApp;
  const token = pool.accessToken({ sub: 'me' });
  const nobody = { user: null, sub: null, claim: null };

  beforeAll(async () => {
    app = await bootApp(platform, {
      controllers: [GuardedController, PassportFirstController, OwnController],
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
  });

  afterAll(() => app.close());

  const bodyOf = async (
    path: string,
    options: Parameters<typeof request>[1],
  ) => {
    const { status, body } = await request(`${app.url}/${path}`, options);
    expect(status).toBe(200);
    return body;
  };

  it('is nobody on a public route, with a token or without', async () => {
    expect(await bodyOf('public', {})).toEqual(nobody);
    expect(await bodyOf('public', { token })).toEqual(nobody);
  });

  it('is nobody where a token is optional and missing', async () => {
    expect(await bodyOf('optional', {})).toEqual(nobody);
  });

  it('is the caller where a token is optional and there', async () => {
    expect(await bodyOf('optional', { token })).toEqual({
      user: { sub: 'me' },
      sub: 'me',
      claim: 'me',
    });
  });

  it('is the caller as an interceptor left him, and nobody of its own', async () => {
    expect(await bodyOf('enriched', { token })).toEqual({ tenant: 'acme' });
    expect(await bodyOf('enriched', {})).toEqual({ tenant: null });
  });

  it('is whom AuthGuard found behind a guard that let everybody in', async () => {
    expect(await bodyOf('composed', { token })).toEqual({
      user: { sub: 'me' },
      sub: 'me',
      claim: 'me',
    });
    const headers = { 'x-api-key': 'key' };
    expect(await bodyOf('composed', { headers })).toEqual({
      user: { sub: 'robot' },
      sub: 'robot',
      claim: null,
    });
    expect((await request(`${app.url}/composed`)).status).toBe(401);
  });

  it('is whom AuthGuard found before such a guard', async () => {
    expect(await bodyOf('before', { token })).toEqual({
      user: { sub: 'me' },
      sub: 'me',
      claim: 'me',
    });
  });

  it('is whom another guard found where CognitoGuard does not run', async () => {
    expect(await bodyOf('own', { token })).toEqual({ sub: 'own' });
  });
});
