import type { ExecutionContext } from '@nestjs/common';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { RouteAccess } from './route-access.js';

/**
 * Holds a verified principal against all that a route requires, where nothing
 * of it has to be waited for.
 *
 * @throws CognitoAuthException of the first requirement that is not met.
 */
export function authorizeNow(
  user: CognitoUser,
  { demands }: RouteAccess,
  context: ExecutionContext,
): void {
  for (const { check } of demands) {
    const outcome = check(user, context);
    // A promise, which should not be here, is no consent either.
    if (outcome !== undefined) {
      throw outcome;
    }
  }
}

/**
 * Holds a verified principal against all that a route requires.
 *
 * @throws CognitoAuthException of the first requirement that is not met, and
 * whatever a policy throws.
 */
export async function authorize(
  user: CognitoUser,
  { demands }: RouteAccess,
  context: ExecutionContext,
): Promise<void> {
  for (const { check } of demands) {
    const outcome = await check(user, context);
    if (outcome !== undefined) {
      throw outcome;
    }
  }
}
