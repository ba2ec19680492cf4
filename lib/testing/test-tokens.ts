import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type {
  TestAccessTokenOptions,
  TestIdTokenOptions,
  TestMachineTokenOptions,
  TestTokenOptions,
} from './test-token-options.js';

/** Claims of a token to sign. JSON leaves out those that are `undefined`. */
type Claims = Readonly<Record<string, unknown>>;

/** The properties of a user pool that go into the claims. */
export interface TokenIssuer {
  readonly issuer: string;
  readonly clientId: string;
}

/** Returns the claims of a user's access token. */
export function accessTokenClaims(
  pool: TokenIssuer,
  {
    scopes = ['aws.cognito.signin.user.admin'],
    ...options
  }: TestAccessTokenOptions,
): Claims {
  const { username = 'alice', clientId = pool.clientId } = options;
  return {
    ...userClaims(pool, username, options),
    client_id: clientId,
    token_use: 'access',
    scope: scopeClaim(scopes),
    username,
    version: 2,
    ...options.claims,
  };
}

/** Returns the claims of a user's ID token. */
export function idTokenClaims(
  pool: TokenIssuer,
  options: TestIdTokenOptions,
): Claims {
  const { username = 'alice', clientId = pool.clientId } = options;
  return {
    ...userClaims(pool, username, options),
    aud: clientId,
    token_use: 'id',
    // Cognito writes half the SHA-256 of the matching access token, absent here.
    at_hash: randomBytes(16).toString('base64url'),
    'cognito:username': username,
    email: options.email ?? `${username}@example.com`,
    email_verified: true,
    ...options.claims,
  };
}

/** Returns the claims of an access token from the client credentials grant. */
export function machineTokenClaims(
  pool: TokenIssuer,
  options: TestMachineTokenOptions,
): Claims {
  const { clientId = pool.clientId, scopes = [] } = options;
  return {
    sub: clientId,
    ...commonClaims(pool, options),
    client_id: clientId,
    token_use: 'access',
    scope: scopeClaim(scopes),
    version: 2,
    ...options.claims,
  };
}

function userClaims(
  pool: TokenIssuer,
  username: string,
  { sub, groups = [], ...options }: TestAccessTokenOptions,
): Claims {
  return {
    sub: sub ?? subOf(pool.issuer, username),
    'cognito:groups': groups.length > 0 ? groups : undefined,
    ...commonClaims(pool, options),
    origin_jti: randomUUID(),
    event_id: randomUUID(),
  };
}

function commonClaims(
  { issuer }: TokenIssuer,
  { expiresIn = 3600 }: TestTokenOptions,
): Claims {
  const now = Math.floor(Date.now() / 1000);
  const exp = now + expiresIn;
  const iat = expiresIn > 0 ? now : exp - 3600;
  return { iss: issuer, auth_time: iat, exp, iat, jti: randomUUID() };
}

function scopeClaim(scopes: readonly string[]): string | undefined {
  return scopes.length > 0 ? scopes.join(' ') : undefined;
}

/** Derives a UUID from the user name, because a user keeps one `sub` for life. */
function subOf(issuer: string, username: string): string {
  return createHash('sha256')
    .update(`${issuer} ${username}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{3})(.{3})(.{12}).*$/, '$1-$2-4$3-a$4-$5');
}
