import { types } from 'node:util';
import type { ExecutionContext } from '@nestjs/common';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { Check } from './requirement.js';

/**
 * Checks a verified principal against everything that a route requires, in
 * order. Returns a promise only if a policy must be waited for.
 *
 * @throws CognitoAuthException of the first check that fails, and whatever a
 * policy throws.
 */
export function authorize(
  user: CognitoUser,
  checks: readonly Check[],
  context: ExecutionContext,
): void | Promise<void> {
  for (const [index, check] of checks.entries()) {
    const outcome = check(user, context);
    if (types.isPromise(outcome)) {
      return outcome.then((refusal) => {
        if (refusal !== undefined) {
          throw refusal;
        }
        return authorize(user, checks.slice(index + 1), context);
      });
    }
    if (outcome !== undefined) {
      throw outcome;
    }
  }
}
