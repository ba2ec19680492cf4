import { listedValue } from '../errors/challenge.js';
import { CognitoForbiddenException } from '../errors/exceptions.js';
import { names, Requirement } from './requirement.js';
import type { RouteDecorator } from './route-metadata.js';

export const allOfScopes = new Requirement<readonly string[]>(
  'Scopes',
  (scopes) => (user) =>
    scopes.every((scope) => user.scopes.includes(scope))
      ? undefined
      : missing(scopes),
);

export const anyOfScopes = new Requirement<readonly string[]>(
  'AnyScope',
  (scopes) => (user) =>
    scopes.some((scope) => user.scopes.includes(scope))
      ? undefined
      : missing(scopes),
);

/**
 * Requires an access token with every one of these scopes. Names compare exactly
 * and as a whole: `orders/read` does not match `orders/read-all`. The refusal is
 * 403 `scope_missing`, with the scopes in the challenge (RFC 6750 §3.1).
 *
 * @throws Error for an empty list, and for a string that is no scope.
 */
export function Scopes(...scopes: string[]): RouteDecorator {
  return allOfScopes.decorate(scopeNames('Scopes', scopes));
}

/**
 * Requires an access token with every one of these scopes. It does the same as
 * `@Scopes()`, under a name that says that all scopes are needed.
 *
 * @throws Error for an empty list, and for a string that is no scope.
 */
export function AllScopes(...scopes: string[]): RouteDecorator {
  return allOfScopes.decorate(scopeNames('AllScopes', scopes));
}

/**
 * Requires an access token with at least one of these scopes. Names compare as
 * for `@Scopes()`. The refusal is 403 `scope_missing`.
 *
 * @throws Error for an empty list, and for a string that is no scope.
 */
export function AnyScope(...scopes: string[]): RouteDecorator {
  return anyOfScopes.decorate(scopeNames('AnyScope', scopes));
}

function scopeNames(decorator: string, scopes: string[]): readonly string[] {
  if (!scopes.every((scope) => listedValue.test(scope))) {
    throw new Error(
      `@${decorator}() takes scopes one by one, without spaces, " and \\`,
    );
  }
  return names(decorator, scopes);
}

function missing(scopes: readonly string[]): CognitoForbiddenException {
  return new CognitoForbiddenException('scope_missing', {
    scope: scopes.join(' '),
  });
}
