import { createPublicKey, verify } from 'node:crypto';
import type { TestUserPool } from 'nestjs-cognito-auth/testing';

type Json = Record<string, unknown>;

/** The text of the header and of the claims, as they were before base64url. */
export function textsOf(token: string): { header: string; claims: string } {
  const [header = '', claims = ''] = token
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString());
  return { header, claims };
}

export function headerOf(token: string): Json {
  return JSON.parse(textsOf(token).header) as Json;
}

export function claimsOf(token: string): Json {
  return JSON.parse(textsOf(token).claims) as Json;
}

export function kidOf(token: string): unknown {
  return headerOf(token).kid;
}

/** Whether the pool's key of that id, or of the header's, made the RS256 signature. */
export function isSignedBy(
  pool: TestUserPool,
  token: string,
  kid: unknown = kidOf(token),
): boolean {
  const jwk = pool.jwks().keys.find((key) => key.kid === kid);
  const end = token.lastIndexOf('.');
  return (
    jwk !== undefined &&
    verify(
      'sha256',
      Buffer.from(token.slice(0, end)),
      createPublicKey({ key: jwk, format: 'jwk' }),
      Buffer.from(token.slice(end + 1), 'base64url'),
    )
  );
}

/** The claims, if the token is signed with the key it names. */
export function verified(pool: TestUserPool, token: string): Json | undefined {
  return isSignedBy(pool, token) ? claimsOf(token) : undefined;
}
