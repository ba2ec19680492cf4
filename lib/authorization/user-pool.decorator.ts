import { CognitoForbiddenException } from '../errors/exceptions.js';
import { names, Requirement } from './requirement.js';
import type { RouteDecorator } from './route-metadata.js';

export const userPool = new Requirement<readonly string[]>(
  'UserPool',
  (pools) => (user) =>
    pools.includes(user.userPool)
      ? undefined
      : new CognitoForbiddenException('user_pool_mismatch'),
);

/**
 * Requires a token of one of these user pools, named by their option `name`
 * (default: the pool id). The refusal is 403 `user_pool_mismatch`.
 *
 * @throws Error for an empty list.
 */
export function UserPool(...pools: string[]): RouteDecorator {
  return userPool.decorate(names('UserPool', pools));
}
