import type { CognitoClaims } from '../token/claims.js';
import type { CognitoUser } from './cognito-user.js';
import { deepFreeze } from './deep-freeze.js';

/** The configured user pool that issued a token. */
export interface PrincipalOrigin {
  readonly userPoolId: string;
  /** Name of the pool in the options. */
  readonly name: string;
}

/** Creates the principal from verified claims, and freezes both. */
export function createPrincipal(
  claims: CognitoClaims,
  origin: PrincipalOrigin,
): CognitoUser {
  const isIdToken = claims.token_use === 'id';
  const username = isIdToken ? claims['cognito:username'] : claims.username;
  // Assigned field by field on purpose. V8 allocates a hot object literal in the
  // old generation, so evicted principals would wait for a major collection. An
  // object spread would cost a third of the time of verifying the signature.
  const user: { -readonly [K in keyof CognitoUser]?: unknown } = {};
  // An access token without `username` belongs to a machine.
  user.kind = isIdToken || username !== undefined ? 'user' : 'machine';
  user.tokenUse = claims.token_use;
  user.sub = claims.sub;
  user.username = username;
  user.email = stringOrUndefined(claims['email']);
  user.groups = groupsOf(claims);
  user.scopes = scopesOf(claims);
  user.clientId = isIdToken ? claims.aud : claims.client_id;
  user.userPoolId = origin.userPoolId;
  user.userPool = origin.name;
  user.issuedAt = claims.iat;
  user.expiresAt = claims.exp;
  user.authTime = numericDateOrUndefined(claims.auth_time);
  user.claims = claims;
  return deepFreeze(user as CognitoUser);
}

/** Accepts only a list of strings: a string would pass `includes('admin')` as well. */
function groupsOf(claims: CognitoClaims): readonly string[] {
  const groups: unknown = claims['cognito:groups'];
  return Array.isArray(groups) &&
    groups.every((group) => typeof group === 'string')
    ? groups
    : [];
}

/** Splits the `scope` claim, whose names are separated by spaces (RFC 6749 §3.3). */
function scopesOf(claims: CognitoClaims): readonly string[] {
  const scope: unknown = claims['scope'];
  return claims.token_use === 'access' && typeof scope === 'string'
    ? scope.split(' ').filter((name) => name !== '')
    : [];
}

function stringOrUndefined(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** JSON allows `1e999`, which parses to Infinity: that sign-in would stay recent. */
function numericDateOrUndefined(value: unknown): number | undefined {
  return Number.isFinite(value) ? (value as number) : undefined;
}
