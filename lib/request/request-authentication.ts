import type { CognitoUser } from '../principal/cognito-user.js';

/** Who makes a request: the token was verified, and `validate` accepted the user. */
export interface Authentication {
  /** The verified principal, which requirements are checked against. */
  readonly user: CognitoUser;
  /** What `validate` made of it, which becomes `request.user`. */
  readonly requestUser: unknown;
  /** The authenticator that found it: each user pool registration has its own. */
  readonly authenticator: object;
}

/** The key under which a request keeps its authentication: no message can name it. */
const authenticationKey = Symbol.for('nestjs-cognito-auth:authentication');

/** `null`: a guard let the request in without a caller. */
interface AuthenticatedRequest {
  [authenticationKey]?: Authentication | null | undefined;
}

/** Keeps who makes a request. A `WeakMap` would cost half a microsecond more. */
export function setAuthentication(
  request: object,
  authentication: Authentication,
): void {
  (request as AuthenticatedRequest)[authenticationKey] = authentication;
}

/** Keeps that a guard let a request in without a caller; a known caller stays. */
export function setAnonymous(request: object): void {
  (request as AuthenticatedRequest)[authenticationKey] ??= null;
}

/** Takes `setAnonymous()` back: another strategy may find a user yet. */
export function unsetAnonymous(request: object): void {
  if (isAnonymous(request)) {
    (request as AuthenticatedRequest)[authenticationKey] = undefined;
  }
}

/** Whether a guard let a request in, and no caller is known. */
export function isAnonymous(request: object): boolean {
  return (request as AuthenticatedRequest)[authenticationKey] === null;
}

/** Who makes a request, as any authenticator found out, or a given one. */
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
