import {
  HttpException,
  Injectable,
  type ExecutionContext,
} from '@nestjs/common';
import { Authenticator } from '../authentication/authenticator.js';
import {
  callerOf,
  setAnonymous,
  setCaller,
  type Caller,
} from '../authentication/callers.js';
import { authorize, authorizeNow } from '../authorization/authorize.js';
import type { RouteAccess } from '../authorization/route-access.js';
import { RouteAccessMap } from '../authorization/route-access-map.js';
import {
  CognitoUnauthorizedException,
  isCognitoAuthException,
} from '../challenge/exceptions.js';
import {
  HttpCarrier,
  httpRequestOf,
  type HttpRequest,
} from '../token/http-carrier.js';
import { Challenger } from './challenger.js';

/** Decides about each request: who is calling, and may they? */
@Injectable()
export class AccessControl {
  constructor(
    private readonly routes: RouteAccessMap,
    private readonly authenticator: Authenticator,
    private readonly challenger: Challenger,
  ) {}

  /**
   * Lets a request through, with `request.user` set where somebody is signed
   * in. At once where the token was seen before and no policy has to be asked.
   *
   * @throws CognitoAuthException where it is refused.
   */
  admit(context: ExecutionContext): true | Promise<true> {
    const access = this.routes.of(context.getClass(), context.getHandler());
    const request = httpRequestOf(context);
    if (access.mode === 'public') {
      return enterAnonymously(request);
    }
    if (request === undefined) {
      throw new Error(
        `CognitoGuard cannot guard a context of type "${context.getType()}"`,
      );
    }
    const carrier = new HttpCarrier(request);
    try {
      const caller = this.recall(request, carrier);
      if (caller === undefined || access.isAsync) {
        return this.admitInTime(caller, request, carrier, access, context);
      }
      authorizeNow(caller.user, access, context);
      return this.enter(request, caller);
    } catch (error) {
      return this.refuse(error, context);
    }
  }

  private async admitInTime(
    recalled: Caller | undefined,
    request: HttpRequest,
    carrier: HttpCarrier,
    access: RouteAccess,
    context: ExecutionContext,
  ): Promise<true> {
    try {
      const caller =
        recalled ?? (await this.authenticator.authenticate(carrier));
      if (caller !== undefined) {
        await authorize(caller.user, access, context);
        return this.enter(request, caller);
      }
      if (access.mode !== 'optional') {
        throw new CognitoUnauthorizedException('token_missing');
      }
      return enterAnonymously(request);
    } catch (error) {
      return this.refuse(error, context);
    }
  }

  /** A guard that stands twice on a route verifies once. */
  private recall(
    request: HttpRequest,
    carrier: HttpCarrier,
  ): Caller | undefined {
    return (
      callerOf(request, this.authenticator) ??
      this.authenticator.recall(carrier)
    );
  }

  private enter(request: HttpRequest, caller: Caller): true {
    setCaller(request, caller);
    request.user = caller.requestUser;
    return true;
  }

  /** The header is for the response, the body for whoever answers the exception. */
  private refuse(error: unknown, context: ExecutionContext): never {
    if (isCognitoAuthException(error)) {
      const response: unknown = context.switchToHttp().getResponse();
      this.challenger.challenge(error, response);
    }
    throw isAnswerable(error)
      ? error
      : new Error('A check failed', { cause: error });
  }
}

/** Keeps what earlier middleware left on the request from being taken for a user. */
function enterAnonymously(request: HttpRequest | undefined): true {
  if (request !== undefined) {
    setAnonymous(request);
  }
  return true;
}

/**
 * What may reach an exception filter as it is. Nest answers with the status and
 * the message of anything that has them: of a failed request that `validate`
 * made, say, which are not for callers.
 */
function isAnswerable(error: unknown): boolean {
  return (
    error instanceof HttpException ||
    (error instanceof Error && !('statusCode' in error))
  );
}
