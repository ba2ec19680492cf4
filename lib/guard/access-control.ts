import { Inject, Injectable, type ExecutionContext } from '@nestjs/common';
import { Authenticator, type Caller } from '../authentication/authenticator.js';
import { callerOf, setCaller } from '../authentication/callers.js';
import { authorize } from '../authorization/authorize.js';
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
   * Lets a request through, with `request.user` set where somebody is signed in.
   *
   * @throws CognitoAuthException where it is refused.
   */
  async admit(context: ExecutionContext): Promise<void> {
    const access = this.routes.of(context.getClass(), context.getHandler());
    if (access.mode === 'public') {
      return;
    }
    if (context.getType() !== 'http') {
      // What stands for the request elsewhere is the caller's own message:
      // neither a token nor a user may be taken from it.
      throw new Error(
        `CognitoGuard cannot guard a context of type "${context.getType()}"`,
      );
    }
    const http = context.switchToHttp();
    try {
      const request = http.getRequest<AuthenticatedRequest>();
      const caller = await this.identify(request);
      if (caller !== undefined) {
        await authorize(caller.user, access, context);
        request.user = caller.principal;
      } else if (access.mode !== 'optional') {
        throw new CognitoUnauthorizedException('token_missing');
      }
    } catch (error) {
      if (isCognitoAuthException(error)) {
        this.challenger.challenge(error, http.getResponse());
      }
      throw error;
    }
  }

  /** A guard that stands twice on a route verifies once. */
  private async identify(
    request: AuthenticatedRequest,
  ): Promise<Caller | undefined> {
    const known = callerOf(request, this.authenticator);
    if (known !== undefined) {
      return known;
    }
    const caller = await this.authenticator.authenticate(
      new HttpCarrier(request),
    );
    if (caller !== undefined) {
      setCaller(request, caller, this.authenticator);
    }
    return caller;
  }
}
