import type { ExecutionContext } from '@nestjs/common';
import { CognitoForbiddenException } from '../challenge/exceptions.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import { RequirementOf } from './requirement.js';
import type { RouteDecorator } from './route-metadata.js';

/** A check of the application's own; anything but `true` refuses. */
export type PolicyCheck = (
  user: CognitoUser,
  context: ExecutionContext,
) => boolean | Promise<boolean>;

/** A check, and what it is called. */
export interface NamedPolicy {
  readonly check: PolicyCheck;
  readonly description: string;
}

export const policies = new RequirementOf<readonly NamedPolicy[]>(
  'Policy',
  (all) => async (user, context) => {
    for (const { check } of all) {
      if ((await check(user, context)) !== true) {
        return new CognitoForbiddenException('policy_refused');
      }
    }
    return undefined;
  },
);

/**
 * Requires a check of the application's own, held against the verified
 * principal after all other requirements. Otherwise 403 `policy_refused`; what
 * the check throws is kept. Several on one target must all agree.
 *
 * @param description what the check is about, such as `owns the order`
 *
 * @example
 * ```ts
 * @Policy(async (user, context) => {
 *   const { params } = context.switchToHttp().getRequest();
 *   return user.sub === (await ownerOf(params.id));
 * }, 'owns the order')
 * ```
 */
export function Policy(
  check: PolicyCheck,
  description: string,
): RouteDecorator {
  if (typeof check !== 'function') {
    throw new Error('@Policy() needs a function');
  }
  // Decorators apply from the bottom up; policies run in the order they are read.
  return policies.extend((below = []) => [{ check, description }, ...below]);
}
