import { randomUUID } from 'node:crypto';
import type { TestKeySet, TestUserPool } from 'nestjs-cognito-auth/testing';

/** What every contestant is told of a user pool. */
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

/** One access token for each of so many users, with claims as an API sees them. */
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

/** What a token says in its header (0) or in its claims (1). */
export function readPart(
  token: string,
  part: 0 | 1,
): Readonly<Record<string, unknown>> {
  const text = Buffer.from(token.split('.')[part] ?? '', 'base64url');
  return JSON.parse(text.toString()) as Record<string, unknown>;
}
