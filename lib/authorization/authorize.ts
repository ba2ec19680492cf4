import type { ExecutionContext } from '@nestjs/common';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { Outcome } from './requirement.js';
import type { RouteAccess } from './route-access.js';

/**
 * Holds a verified principal against all that a route requires. Without a
 * promise as long as no check has to be waited for.
 *
 * @param start the first demand to look at
 * @throws CognitoAuthException of the first requirement that is not met, and
 * whatever a policy throws.
 */
export function authorize(
  user: CognitoUser,
  access: RouteAccess,
  context: ExecutionContext,
  start = 0,
): void | Promise<void> {
  const { demands } = access;
  for (let index = start; index < demands.length; index += 1) {
    const outcome = demands[index]?.check(user, context);
    if (outcome instanceof Promise) {
      return outcome.then((awaited) => {
        throwRefusal(awaited);
        return authorize(user, access, context, index + 1);
      });
    }
    throwRefusal(outcome);
  }
}

function throwRefusal(outcome: Outcome): void {
  if (outcome !== undefined) {
    throw outcome;
  }
}
