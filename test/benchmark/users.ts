import { randomUUID } from 'node:crypto';
import type { TestKeySet, TestUserPool } from 'nestjs-cognito-auth/testing';

/** The properties of a user pool that every contestant gets. */
export interface UserPoolFacts {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly issuer: string;
  readonly jwks: TestKeySet;
}

export function factsOf(pool: TestUserPool): UserPoolFacts {
  const { userPoolId, clientId, issuer } = pool;
  return { userPoolId, clientId, issuer, jwks: pool.jwks() };
}

/** Signs an access token for each user, with claims as an API usually receives. */
export function accessTokens(
  pool: TestUserPool,
  users: number,
  groups: readonly string[] = ['customers', 'newsletter'],
): string[] {
  return Array.from({ length: users }, () =>
    pool.accessToken({
      username: randomUUID(),
      groups,
      scopes: ['openid', 'email', 'profile', 'orders/read', 'orders/write'],
    }),
  );
}

/** Decodes the header (0) or the claims (1) of a token. */
export function readPart(
  token: string,
  part: 0 | 1,
): Readonly<Record<string, unknown>> {
  const json = Buffer.from(token.split('.')[part] ?? '', 'base64url');
  return JSON.parse(json.toString()) as Record<string, unknown>;
}
