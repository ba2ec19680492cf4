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
 * Requires every one of these scopes of an access token. Names compare exactly
 * and as a whole: `orders/read` does not match `orders/read-all`. Otherwise 403
 * `scope_missing`, with the scopes in the challenge (RFC 6750 §3.1).
 *
 * @throws Error for an empty list, and for what cannot be a scope.
 */
export function Scopes(...scopes: string[]): RouteDecorator {
  return allOfScopes.decorate(scopeNames('Scopes', scopes));
}

/**
 * Requires every one of these scopes of an access token, as `@Scopes()` does.
 * The name says that all are needed.
 *
 * @throws Error for an empty list, and for what cannot be a scope.
 */
export function AllScopes(...scopes: string[]): RouteDecorator {
  return allOfScopes.decorate(scopeNames('AllScopes', scopes));
}

/**
 * Requires at least one of these scopes of an access token, compared as by
 * `@Scopes()`. Otherwise 403 `scope_missing`.
 *
 * @throws Error for an empty list, and for what cannot be a scope.
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
