import type { CognitoUser } from '../principal/cognito-user.js';

/** Tells who makes a request, after its token was verified and `validate` agreed. */
export interface Authentication {
  /** The verified principal. The checks of requirements use it. */
  readonly user: CognitoUser;
  /** The value that `validate` returned, else the principal. It becomes `request.user`. */
  readonly requestUser: unknown;
  /** The authenticator that verified the token. Each `CognitoAuthModule` has its own. */
  readonly authenticator: object;
}

/** The key of the authentication on a request. No message can contain a symbol. */
const authenticationKey = Symbol.for('nestjs-cognito-auth:authentication');

/** The value is `null` if a guard admitted the request without authentication. */
interface AuthenticatedRequest {
  [authenticationKey]?: Authentication | null | undefined;
}

/** Stores the authentication on a request. A `WeakMap` would cost 0.5 µs more. */
export function setAuthentication(
  request: object,
  authentication: Authentication,
): void {
  (request as AuthenticatedRequest)[authenticationKey] = authentication;
}

/** Marks a request as anonymous, unless it has an authentication. */
export function setAnonymous(request: object): void {
  (request as AuthenticatedRequest)[authenticationKey] ??= null;
}

/** Reverts `setAnonymous()`, because another strategy may still find a user. */
export function unsetAnonymous(request: object): void {
  if (isAnonymous(request)) {
    (request as AuthenticatedRequest)[authenticationKey] = undefined;
  }
}

/** Returns whether a guard admitted a request without authentication. */
export function isAnonymous(request: object): boolean {
  return (request as AuthenticatedRequest)[authenticationKey] === null;
}

/** Returns the authentication of a request, made by any authenticator or a given one. */
export function authenticationOf(
  request: object,
  authenticator?: object,
): Authentication | undefined {
  const kept = (request as AuthenticatedRequest)[authenticationKey];
  return kept &&
    (authenticator === undefined || kept.authenticator === authenticator)
    ? kept
    : undefined;
}
