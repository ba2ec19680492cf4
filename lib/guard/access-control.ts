import {
  HttpException,
  Inject,
  Injectable,
  type ExecutionContext,
} from '@nestjs/common';
import { Authenticator, type Caller } from '../authentication/authenticator.js';
import { callerOf, setCaller } from '../authentication/callers.js';
import { authorize } from '../authorization/authorize.js';
import type { RouteAccess } from '../authorization/route-access.js';
import { RouteAccessMap } from '../authorization/route-access-map.js';
import {
  CognitoUnauthorizedException,
  isCognitoAuthException,
} from '../challenge/exceptions.js';
import { HttpCarrier, type HttpRequest } from '../token/http-carrier.js';
import { Challenger } from './challenger.js';

/** A request as frameworks let it be extended by whom it comes from. */
type AuthenticatedRequest = HttpRequest & { user?: unknown };

/** Decides about each request: who is calling, and may they? */
@Injectable()
export class AccessControl {
  constructor(
    @Inject(RouteAccessMap) private readonly routes: RouteAccessMap,
    @Inject(Authenticator) private readonly authenticator: Authenticator,
    @Inject(Challenger) private readonly challenger: Challenger,
  ) {}

  /**
   * Lets a request through, with `request.user` set where somebody is signed
   * in. Without a promise where nothing has to be waited for.
   *
   * @throws CognitoAuthException where it is refused.
   */
  admit(context: ExecutionContext): true | Promise<true> {
    const access = this.routes.of(context.getClass(), context.getHandler());
    if (access.mode === 'public') {
      return true;
    }
    if (context.getType() !== 'http') {
      // What stands for the request elsewhere is the caller's own message:
      // neither a token nor a user may be taken from it.
      throw new Error(
        `CognitoGuard cannot guard a context of type "${context.getType()}"`,
      );
    }
    try {
      const admission = this.decide(context, access);
      return admission instanceof Promise
        ? admission.catch((error: unknown) => this.refuse(error, context))
        : admission;
    } catch (error) {
      return this.refuse(error, context);
    }
  }

  private decide(
    context: ExecutionContext,
    access: RouteAccess,
  ): true | Promise<true> {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const caller = this.identify(request);
    return caller instanceof Promise
      ? caller.then((known) => this.authorize(known, request, access, context))
      : this.authorize(caller, request, access, context);
  }

  /** A guard that stands twice on a route verifies once. */
  private identify(
    request: AuthenticatedRequest,
  ): Caller | undefined | Promise<Caller | undefined> {
    return (
      callerOf(request, this.authenticator) ??
      this.authenticator.authenticate(new HttpCarrier(request))
    );
  }

  private authorize(
    caller: Caller | undefined,
    request: AuthenticatedRequest,
    access: RouteAccess,
    context: ExecutionContext,
  ): true | Promise<true> {
    if (caller === undefined) {
      if (access.mode === 'optional') {
        return true;
      }
      throw new CognitoUnauthorizedException('token_missing');
    }
    const authorization = authorize(caller.user, access, context);
    return authorization instanceof Promise
      ? authorization.then(() => this.enter(request, caller))
      : this.enter(request, caller);
  }

  private enter(request: AuthenticatedRequest, caller: Caller): true {
    setCaller(request, caller, this.authenticator);
    request.user = caller.principal;
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
