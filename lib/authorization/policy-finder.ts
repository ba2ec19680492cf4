import type { ExecutionContext, Type } from '@nestjs/common';
import type { CognitoUser } from '../principal/cognito-user.js';

/**
 * A check of the application's own as a provider, for `@Policy(OwnsOrder)`.
 *
 * @example
 * ```ts
 * @Injectable()
 * export class OwnsOrder implements CognitoPolicy {
 *   constructor(private readonly orders: OrdersService) {}
 *
 *   async check(user: CognitoUser, context: ExecutionContext) {
 *     const { params } = context.switchToHttp().getRequest();
 *     return user.sub === (await this.orders.ownerOf(params.id));
 *   }
 * }
 * ```
 */
export interface CognitoPolicy {
  /** Anything but `true` refuses with 403 `policy_refused`. */
  check(
    user: CognitoUser,
    context: ExecutionContext,
  ): boolean | Promise<boolean>;
}

/**
 * Finds the instance of a policy class for the routes of one class.
 *
 * @throws Error if no such provider is at hand, or one for each request.
 */
export type PolicyFinder = (policy: Type<CognitoPolicy>) => CognitoPolicy;
