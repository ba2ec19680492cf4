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
  { groups = ['customers', 'newsletter'], claims = () => ({}) }: Variation = {},
): string[] {
  return Array.from({ length: users }, (_, index) =>
    pool.accessToken({
      username: randomUUID(),
      groups,
      scopes: ['openid', 'email', 'profile', 'orders/read', 'orders/write'],
      claims: claims(index),
    }),
  );
}

/** In what the tokens of a measurement differ from the usual ones. */
interface Variation {
  readonly groups?: readonly string[];
  readonly claims?: (index: number) => Readonly<Record<string, unknown>>;
}
