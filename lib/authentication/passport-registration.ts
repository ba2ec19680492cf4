import {
  Inject,
  Injectable,
  Logger,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import passport, { type Strategy } from 'passport';
import {
  CognitoBadRequestException,
  CognitoUnauthorizedException,
} from '../challenge/exceptions.js';
import { SETTINGS, type CognitoAuthSettings } from '../options/settings.js';
import { HttpCarrier, type HttpRequest } from '../request/http.transport.js';
import { Authenticator } from './authenticator.js';
import {
  setAuthentication,
  unsetAnonymous,
} from '../request/request-authentication.js';
import { failRequest } from './fail-request.js';

/** The copy of the strategy that Passport makes for each request, with its outcomes. */
interface Attempt {
  // Each returns what the callback of `passport.authenticate()` does: a promise,
  // where that is an async function.
  success(user: unknown): unknown;
  fail(reason: Error, status: number): unknown;
  error(reason: unknown): unknown;
}

const logger = new Logger('CognitoAuth');

/** What stands in Passport's registry under a name, the latest last. */
const registered = new Map<string, Strategy[]>();

/**
 * Makes the authentication known to Passport too, so that an application can
 * combine it with strategies of its own: `AuthGuard(['cognito', 'api-key'])`.
 *
 * Passport has one registry for the process, in which the latest of a name
 * wins. `CognitoGuard` does not go through it.
 */
@Injectable()
export class PassportRegistration implements OnModuleInit, OnModuleDestroy {
  private readonly strategy: Strategy;

  constructor(
    @Inject(SETTINGS) private readonly settings: CognitoAuthSettings,
    authenticator: Authenticator,
  ) {
    this.strategy = {
      name: settings.strategyName,
      authenticate(this: Attempt, request: HttpRequest) {
        void authenticate(this, request, authenticator);
      },
    } as Strategy;
  }

  onModuleInit(): void {
    const { strategyName } = this.settings;
    registered.set(strategyName, [
      ...(registered.get(strategyName) ?? []),
      this.strategy,
    ]);
    passport.use(strategyName, this.strategy);
  }

  onModuleDestroy(): void {
    const { strategyName } = this.settings;
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
  attempt: Attempt,
  request: HttpRequest,
  authenticator: Authenticator,
): Promise<void> {
  const settle = await findOutcome(request, authenticator);
  try {
    await settle(attempt);
  } catch (error) {
    // Thrown by the application's own callback: report it as an error, not as
    // a failed login.
    await reportError(attempt, request, error);
  }
}

async function reportError(
  attempt: Attempt,
  request: HttpRequest,
  error: unknown,
): Promise<void> {
  try {
    await attempt.error(error);
  } catch (thrown) {
    // Nobody else would answer: Passport gives a strategy no `next()`.
    failRequest(request);
    logger.error(
      'The callback of passport.authenticate() threw the error it was told of',
      thrown instanceof Error ? thrown.stack : String(thrown),
    );
  }
}

/** What to tell Passport of a request. */
async function findOutcome(
  request: HttpRequest,
  authenticator: Authenticator,
): Promise<(attempt: Attempt) => unknown> {
  try {
    const carrier = new HttpCarrier(request);
    const authentication = await authenticator.authenticate(carrier);
    if (authentication === undefined) {
      throw new CognitoUnauthorizedException('token_missing');
    }
    setAuthentication(request, authentication);
    return (attempt) => attempt.success(authentication.requestUser);
  } catch (error) {
    // Only what is about the credentials may fall through to the next strategy.
    if (
      error instanceof CognitoUnauthorizedException ||
      error instanceof CognitoBadRequestException
    ) {
      unsetAnonymous(request);
      return (attempt) => attempt.fail(error, error.getStatus());
    }
    return (attempt) => attempt.error(error);
  }
}
