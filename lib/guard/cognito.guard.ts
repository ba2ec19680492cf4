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
 * If your own code (an extractor, `validate`, `@Policy()`) throws an exception of
 * Nest, the client gets its status and body. If it throws anything else, the
 * client gets 500 without a detail.
 *
 * @throws CognitoAuthException if a request is refused, or your code throws one.
 * The challenge of RFC 6750 §3 is on the response by then; of a 503, `Retry-After`.
 * @throws HttpException as your code throws it.
 * @throws Error as your code throws it. An error with a `statusCode`, or a value
 * that is no error, is the `cause` of `Error('A check failed')`: Nest would
 * answer with the status and the message of such an error.
 */
@Injectable()
export class CognitoGuard implements CanActivate, OnModuleInit {
  // A property, so that a subclass can have a constructor of its own.
  @Optional()
  @Inject(AccessControl)
  private readonly accessControl?: AccessControl;

  /**
   * Nest calls this at boot.
   *
   * @throws Error where `CognitoAuthModule` is not imported.
   */
  onModuleInit(): void {
    this.requireAccessControl();
  }

  /**
   * Decides on a request; Nest calls this before the handler.
   *
   * @returns `true`; a promise only where a token has to be verified, or a
   * policy or `validate` takes its time
   * @throws CognitoAuthException where the request is refused.
   */
  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    try {
      const request = this.getRequest(context);
      const admitted = this.requireAccessControl().admit(context, request);
      return admitted === true
        ? admitted
        : admitted.catch((error: unknown) => this.refuse(error, context));
    } catch (error) {
      return this.refuse(error, context);
    }
  }

  /**
   * The HTTP request that carries the token, for a subclass that finds it
   * elsewhere, such as in a context of a kind that this library does not know.
   * The caller is kept on that request, and becomes its `user`.
   *
   * By default it returns `undefined`: the guard reads the context itself, and
   * refuses a context of an unknown kind.
   *
   * @example
   * ```ts
   * @Injectable()
   * export class CommandGuard extends CognitoGuard {
   *   protected override getRequest(context: ExecutionContext) {
   *     return context.getArgByIndex<{ request: Request }>(0).request;
   *   }
   * }
   * ```
   */
  protected getRequest(_context: ExecutionContext): object | undefined {
    return undefined;
  }

  /**
   * The error to throw for a refusal, for a subclass that answers in another
   * way. A subclass that returns nothing has the refusal thrown as it is: no
   * route opens that way. The challenge is on the response already.
   *
   * @param error a `CognitoAuthException`, or whatever a check of yours threw
   *
   * @example
   * ```ts
   * @Injectable()
   * export class HidingGuard extends CognitoGuard {
   *   protected override handleRefusal(error: unknown) {
   *     return error instanceof CognitoForbiddenException
   *       ? new NotFoundException()
   *       : error;
   *   }
   * }
   * ```
   */
  protected handleRefusal(error: unknown, _context: ExecutionContext): unknown {
    return error;
  }

  private refuse(error: unknown, context: ExecutionContext): never {
    throw this.handleRefusal(error, context) ?? error;
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
