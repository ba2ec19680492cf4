import { CognitoUnauthorizedException } from '../errors/exceptions.js';
import type { TokenUse as TokenUseName } from '../token/claims.js';
import { names, Requirement } from './requirement.js';
import type { RouteDecorator } from './route-metadata.js';

export const tokenUse = new Requirement<readonly TokenUseName[]>(
  'TokenUse',
  (accepted) => (user) =>
    accepted.includes(user.tokenUse)
      ? undefined
      : new CognitoUnauthorizedException('token_use_mismatch'),
);

/**
 * Narrows which kind of token a route accepts. The option `tokenUse` of the user
 * pool must accept that kind too. The refusal is 401 `token_use_mismatch`.
 *
 * @throws Error for an empty list, and for every value but `access` and `id`.
 */
export function TokenUse(...accepted: TokenUseName[]): RouteDecorator {
  if (!accepted.every((use) => use === 'access' || use === 'id')) {
    throw new Error(`@TokenUse() takes 'access' and 'id'`);
  }
  return tokenUse.decorate(names('TokenUse', accepted));
}
