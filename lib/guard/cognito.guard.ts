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
 * Verifies the token of a request and checks what the route requires. The
 * requirements are `@TokenUse()`, `@UserPool()`, `@StepUp()`, `@Scopes()`,
 * `@Groups()` and `@Policy()` of the handler and its class. Without any of them,
 * the guard admits every verified token of a configured user pool.
 *
 * Bind it with `@UseGuards(CognitoGuard)`, `APP_GUARD` (`globalGuard: true`) or
 * `app.useGlobalGuards(app.get(CognitoGuard))`. It guards HTTP, GraphQL, WebSockets
 * and microservices, and refuses every other kind of context. Nest 11 runs no
 * global guards for WebSocket gateways.
 *
 * If your own code (an extractor, `validate`, `@Policy()`) throws an exception of
 * Nest, the client gets its status and body. If it throws anything else, the
 * client gets 500 without a detail.
 *
 * @throws CognitoAuthException if a request is refused, or your code throws one.
 * By then an HTTP response has `WWW-Authenticate` (RFC 6750 §3), or `Retry-After`
 * for a 503. Gateways and microservices get the exception of their own package.
 * `instanceof` and `@Catch()` take it for the refusal that it stands for.
 * @throws HttpException if your code throws one.
 * @throws Error if your code throws one. An error with a `statusCode`, or a value
 * that is no error, becomes the `cause` of `Error('A check failed')`. Otherwise
 * Nest would send the status and the message of that error to the client.
 */
@Injectable()
export class CognitoGuard implements CanActivate, OnModuleInit {
  // A property, so that a subclass can have a constructor of its own.
  @Optional()
  @Inject(AccessControl)
  private readonly accessControl?: AccessControl;

  /**
   * Checks at boot that `CognitoAuthModule` is imported. Nest calls it.
   *
   * @throws Error if `CognitoAuthModule` is not imported.
   */
  onModuleInit(): void {
    this.requireAccessControl();
  }

  /**
   * Admits a request or throws the refusal. Nest calls it before the handler.
   *
   * @returns `true`, or a promise of it if a token must be verified, or a policy
   * or `validate` is called
   * @throws CognitoAuthException if the request is refused.
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
   * Returns the HTTP request that carries the token. Override it in a subclass
   * to support a kind of context that this library does not know. The guard
   * stores the authentication on that request and sets its `user`.
   *
   * By default it returns `undefined`. The guard then reads the context itself
   * and refuses a context of an unknown kind.
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
   * Returns the error to throw for a refusal. Override it in a subclass to
   * answer in another way. The challenge is already on the response.
   *
   * If the override returns nothing, the guard throws the original error. So an
   * override cannot open a route.
   *
   * @param error a `CognitoAuthException`, or the error that your own code threw
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
