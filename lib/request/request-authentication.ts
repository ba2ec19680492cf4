import type { CognitoUser } from '../principal/cognito-user.js';

/** Tells who makes a request, after its token was verified and `validate` agreed. */
export interface Authentication {
  /** The verified principal. The checks of requirements use it. */
  readonly user: CognitoUser;
  /** The value that `validate` returned, else the principal. It becomes `request.user`. */
  readonly requestUser: unknown;
  /** The authenticator that verified the token. Each `CognitoAuthModule` has its own. */
  readonly authenticator: object;
  /** The token, read again from its carrier. It is kept nowhere else. */
  readonly token: string | undefined;
  /** `true` if the token was verified before this call. */
  readonly isRemembered: boolean;
  /** End of the token's validity, in milliseconds since the epoch. */
  readonly validUntil: number;
  /** Returns whether to verify the token again would have the same result. */
  isStillValid(): boolean;
  /** Returns whether the token was revoked since. */
  isRevoked(): boolean;
}

/** An authentication that has begun for a request or a connection. */
interface PendingAuthentication {
  readonly authenticator: object;
  readonly result: Promise<Authentication>;
}

/** The key of the authentication on a request. No message can contain a symbol. */
const authenticationKey = Symbol.for('nestjs-cognito-auth:authentication');

/** A request with a remembered token has none. To find that out is quick here. */
const pendingAuthentications = new WeakMap<object, PendingAuthentication>();

interface AuthenticatedRequest {
  /** The value is `null` if a guard admitted the request without authentication. */
  [authenticationKey]?: Authentication | null | undefined;
}

/**
 * Stores the authentication on a request, if there is one, and returns it. A
 * `WeakMap` would cost 0.5 µs more.
 */
export function setAuthentication<A extends Authentication | undefined>(
  request: object,
  authentication: A,
): A {
  if (authentication !== undefined) {
    (request as AuthenticatedRequest)[authenticationKey] = authentication;
  }
  return authentication;
}

/** Sets `request.user`, where applications and other guards look for the caller. */
export function setRequestUser(request: object, user: unknown): void {
  (request as { user?: unknown }).user = user;
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

/** Returns whether an authentication has begun and is not there yet. */
export function isPending(
  result: Authentication | undefined | Promise<Authentication>,
): result is Promise<Authentication> {
  // `types.isPromise()` calls into C++, which costs more.
  return result !== undefined && 'then' in result;
}

/** Stores an authentication that has begun, so that nothing begins a second one. */
export function setPending(
  request: object,
  pending: PendingAuthentication,
): void {
  pendingAuthentications.set(request, pending);
}

/** Returns the authentication that a given authenticator has begun for a request. */
export function pendingOf(
  request: object,
  authenticator: object,
): Promise<Authentication> | undefined {
  const pending = pendingAuthentications.get(request);
  return pending?.authenticator === authenticator ? pending.result : undefined;
}

/** Reverts `setPending()`, so that the next call begins again. */
export function unsetPending(request: object): void {
  pendingAuthentications.delete(request);
}
