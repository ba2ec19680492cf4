import {
  Inject,
  Injectable,
  Logger,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import passport, { type Strategy } from 'passport';
import { answerableError } from '../errors/answerable-error.js';
import {
  CognitoBadRequestException,
  CognitoUnauthorizedException,
} from '../errors/exceptions.js';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
} from '../options/resolved-options.js';
import { HttpCarrier, type HttpRequest } from '../request/http.transport.js';
import { Authenticator } from './authenticator.js';
import type { PassportRun } from './passport-run.js';
import {
  setAuthentication,
  unsetAnonymous,
} from '../request/request-authentication.js';
import { failRequest } from '../request/fail-request.js';

const logger = new Logger('CognitoAuth');

type Run = PassportRun<unknown>;

/** The strategies registered with Passport under each name, the latest last. */
const registered = new Map<string, Strategy[]>();

/**
 * Registers the strategy with Passport, so that an application can combine it
 * with strategies of its own: `AuthGuard(['cognito', 'api-key'])`.
 *
 * Passport has one registry for the process. The latest strategy registered
 * under a name replaces the earlier ones. `CognitoGuard` does not use it.
 */
@Injectable()
export class PassportRegistration implements OnModuleInit, OnModuleDestroy {
  private readonly strategy: Strategy;

  constructor(
    @Inject(RESOLVED_OPTIONS) private readonly options: ResolvedOptions,
    authenticator: Authenticator,
  ) {
    this.strategy = {
      name: options.strategyName,
      authenticate(this: Run, request: HttpRequest) {
        void authenticate(this, request, authenticator);
      },
    } as Strategy;
  }

  onModuleInit(): void {
    const { strategyName } = this.options;
    registered.set(strategyName, [
      ...(registered.get(strategyName) ?? []),
      this.strategy,
    ]);
    passport.use(strategyName, this.strategy);
  }

  onModuleDestroy(): void {
    const { strategyName } = this.options;
    const others = (registered.get(strategyName) ?? []).filter(
      (strategy) => strategy !== this.strategy,
    );
    const latest = others.at(-1);
    if (latest === undefined) {
      registered.delete(strategyName);
      passport.unuse(strategyName);
    } else {
      registered.set(strategyName, others);
      passport.use(strategyName, latest);
    }
  }
}

async function authenticate(
  run: Run,
  request: HttpRequest,
  authenticator: Authenticator,
): Promise<void> {
  const report = await reportFor(request, authenticator);
  try {
    await report(run);
  } catch (error) {
    // Thrown by the application's own callback: report it as an error, not as
    // a failed login.
    await reportError(run, request, error);
  }
}

async function reportError(
  run: Run,
  request: HttpRequest,
  error: unknown,
): Promise<void> {
  try {
    await run.error(error);
  } catch (thrown) {
    // Passport gives a strategy no `next()`, so nothing else would respond.
    failRequest(request);
    logger.error(
      'The callback of passport.authenticate() threw the error it was told of',
      thrown instanceof Error ? thrown.stack : String(thrown),
    );
  }
}

/** Authenticates a request and returns the call that reports it to Passport. */
async function reportFor(
  request: HttpRequest,
  authenticator: Authenticator,
): Promise<(run: Run) => unknown> {
  try {
    const carrier = new HttpCarrier(request);
    const authentication = await authenticator.authenticate(carrier);
    if (authentication === undefined) {
      throw new CognitoUnauthorizedException('token_missing');
    }
    setAuthentication(request, authentication);
    return (run) => run.success(authentication.requestUser);
  } catch (error) {
    // Only an error about the credentials may lead to the next strategy.
    if (
      error instanceof CognitoUnauthorizedException ||
      error instanceof CognitoBadRequestException
    ) {
      unsetAnonymous(request);
      return (run) => run.fail(error, error.getStatus());
    }
    const answerable = answerableError(error);
    return (run) => run.error(answerable);
  }
}
