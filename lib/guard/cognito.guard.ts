import {
  Inject,
  Injectable,
  Optional,
  type CanActivate,
  type ExecutionContext,
  type OnModuleInit,
} from '@nestjs/common';
import { AccessControl } from './access-control.js';

/**
 * Lets a request in when its token is genuine and allows the route: verifies
 * the token, then checks `@TokenUse()`, `@UserPool()`, `@StepUp()`, `@Scopes()`,
 * `@Groups()` and `@Policy()` of the handler and its class. Without any of these
 * every caller with a good token of a configured user pool gets in.
 *
 * For `@UseGuards(CognitoGuard)`, `app.useGlobalGuards(app.get(CognitoGuard))`
 * and `APP_GUARD` (`globalGuard: true`). It guards HTTP; contexts of any other
 * kind are refused, and Nest runs no global guards for WebSocket gateways.
 *
 * @throws CognitoAuthException where a request is refused: the challenge of
 * RFC 6750 §3 is on the response then.
 */
@Injectable()
export class CognitoGuard implements CanActivate, OnModuleInit {
  // A property, so that a subclass can have a constructor of its own.
  @Optional()
  @Inject(AccessControl)
  private readonly accessControl?: AccessControl;

  onModuleInit(): void {
    this.requireAccessControl();
  }

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    return this.requireAccessControl().admit(context);
  }

  private requireAccessControl(): AccessControl {
    if (this.accessControl === undefined) {
      throw new Error(
        `${this.constructor.name} is used where CognitoAuthModule is not there: ` +
          'import CognitoAuthModule.forRoot() into the root module (or, with ' +
          'isGlobal: false, into this one) and let Nest create the guard',
      );
    }
    return this.accessControl;
  }
}
