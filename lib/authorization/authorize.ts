import type { ExecutionContext } from '@nestjs/common';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { Check } from './requirement.js';

/**
 * Checks a verified principal against the requirements of a route, in order. It
 * returns a promise only if the route has a policy.
 *
 * @throws CognitoAuthException of the first check that fails, and every error of
 * a policy.
 */
export function authorize(
  user: CognitoUser,
  checks: readonly Check[],
  context: ExecutionContext,
): void | Promise<void> {
  for (const check of checks) {
    const outcome = check(user, context);
    if (outcome === undefined) {
      continue;
    }
    if (outcome instanceof Error) {
      throw outcome;
    }
    return outcome.then((refusal) => {
      if (refusal !== undefined) {
        throw refusal;
      }
      const others = checks.slice(checks.indexOf(check) + 1);
      return authorize(user, others, context);
    });
  }
}
