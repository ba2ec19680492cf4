import type { CognitoClaims } from '../token/claims.js';
import type { CognitoUser } from './cognito-user.js';
import { deepFreeze } from './deep-freeze.js';

/** Which of the configured user pools a token came from. */
export interface PrincipalOrigin {
  readonly userPoolId: string;
  /** Its configured name. */
  readonly name: string;
}

/** Turns checked claims into the principal, and freezes both. */
export function createPrincipal(
  claims: CognitoClaims,
  origin: PrincipalOrigin,
): CognitoUser {
  const isIdToken = claims.token_use === 'id';
  const username = isIdToken ? claims['cognito:username'] : claims.username;
  // Neither one literal nor spread together. V8 makes what comes from a literal
  // in its old generation once it has seen enough of it last, and then all that
  // a token leaves behind waits there for a major collection; to spread takes a
  // third as long again as verifying the signature.
  const user: { -readonly [K in keyof CognitoUser]?: unknown } = {};
  // Whose access token has no `username` is a machine.
  user.kind = isIdToken || username !== undefined ? 'user' : 'machine';
  user.tokenUse = claims.token_use;
  user.sub = claims.sub;
  user.username = username;
  user.email = textOrUndefined(claims['email']);
  user.groups = groupsOf(claims);
  user.scopes = scopesOf(claims);
  user.clientId = isIdToken ? claims.aud : claims.client_id;
  user.userPoolId = origin.userPoolId;
  user.userPool = origin.name;
  user.issuedAt = claims.iat;
  user.expiresAt = claims.exp;
  user.authTime = timeOrUndefined(claims.auth_time);
  user.claims = claims;
  return deepFreeze(user as CognitoUser);
}

/** A text would pass a careless `includes('admin')`; only a list of names counts. */
function groupsOf(claims: CognitoClaims): readonly string[] {
  const groups: unknown = claims['cognito:groups'];
  return Array.isArray(groups) &&
    groups.every((group) => typeof group === 'string')
    ? groups
    : [];
}

/** RFC 6749 §3.3: names separated by single spaces. */
function scopesOf(claims: CognitoClaims): readonly string[] {
  const scope: unknown = claims['scope'];
  return claims.token_use === 'access' && typeof scope === 'string'
    ? scope.split(' ').filter((name) => name !== '')
    : [];
}

function textOrUndefined(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** `1e999` is JSON, and Infinity: a sign-in that would for ever be recent. */
function timeOrUndefined(value: unknown): number | undefined {
  return Number.isFinite(value) ? (value as number) : undefined;
}
