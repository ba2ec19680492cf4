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
  // One literal, and so a cast: put together by spreading, making a principal
  // takes a third as long again as verifying the signature.
  return deepFreeze({
    // Whose access token has no `username` is a machine.
    kind: isIdToken || username !== undefined ? 'user' : 'machine',
    tokenUse: claims.token_use,
    sub: claims.sub,
    username,
    email: textOrUndefined(claims['email']),
    groups: groupsOf(claims),
    scopes: scopesOf(claims),
    clientId: isIdToken ? claims.aud : claims.client_id,
    userPoolId: origin.userPoolId,
    userPool: origin.name,
    issuedAt: claims.iat,
    expiresAt: claims.exp,
    authTime: timeOrUndefined(claims.auth_time),
    claims,
  } as CognitoUser);
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
