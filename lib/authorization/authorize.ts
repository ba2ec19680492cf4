import type { ExecutionContext } from '@nestjs/common';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { RouteAccess } from './route-access.js';

/**
 * Holds a verified principal against all that a route requires.
 *
 * @throws CognitoAuthException of the first requirement that is not met, and
 * whatever a policy throws.
 */
export async function authorize(
  user: CognitoUser,
  access: RouteAccess,
  context: ExecutionContext,
): Promise<void> {
  for (const { check } of access.demands) {
    const outcome = await check(user, context);
    if (outcome !== undefined) {
      throw outcome;
    }
  }
}
