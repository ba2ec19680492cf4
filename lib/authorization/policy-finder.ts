import type { ExecutionContext, Type } from '@nestjs/common';
import type { CognitoUser } from '../principal/cognito-user.js';

/**
 * Describes a provider that `@Policy(OwnsOrder)` calls to check a request.
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
  /**
   * Checks the verified principal. Every result but `true` refuses with 403
   * `policy_refused`.
   */
  check(
    user: CognitoUser,
    context: ExecutionContext,
  ): boolean | Promise<boolean>;
}

/**
 * Finds the instance of a policy class for the routes of one class.
 *
 * @throws Error if the provider is missing or request-scoped.
 */
export type PolicyFinder = (policy: Type<CognitoPolicy>) => CognitoPolicy;
