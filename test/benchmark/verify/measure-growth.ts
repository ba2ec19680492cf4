import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import type { Plan } from '../plan.js';
import {
  accessTokens,
  factsOf,
  readPart,
  type UserPoolFacts,
} from '../users.js';
import type { VerifySetUp } from './contestants.js';
import { raceVerifiers } from './race-verifiers.js';

/** The cost of a token for this verifier, with a given number of groups or pools. */
export interface GrowthResult {
  readonly of: 'groups' | 'pools' | 'pools in use';
  readonly count: number;
  /** CPU time for a token that is not in the cache, in microseconds. */
  readonly newToken: number;
  /** CPU time for a token that is in the cache, in microseconds. */
  readonly seenToken: number;
}

interface Size extends VerifySetUp {
  readonly of: GrowthResult['of'];
  readonly count: number;
}

/** Measures how the cost grows with the groups of a user and with the user pools. */
export async function measureGrowth(
  pool: TestUserPool,
  { users, growth }: Plan,
): Promise<GrowthResult[]> {
  const tokens = accessTokens(pool, users);
  const sizes = [
    ...[0, 10, 100].map((count) => groups(pool, users, count)),
    ...[1, 10, 1_000].map((count) => pools(pool, tokens, count)),
    poolsInUse(pool, users, 1_000),
  ];
  const runners = sizes.flatMap((size) => [
    { ...size, contestant: 'this verifier, new token' as const },
    { ...size, contestant: 'this verifier, seen token' as const },
  ]);
  const cpuTimes = await raceVerifiers('Growth', runners, growth);
  return sizes.map(({ of, count }, index) => ({
    of,
    count,
    newToken: cpuTimes[index * 2] ?? NaN,
    seenToken: cpuTimes[index * 2 + 1] ?? NaN,
  }));
}

function groups(pool: TestUserPool, users: number, count: number): Size {
  const names = Array.from({ length: count }, (_, i) => `department-${i}`);
  const tokens = accessTokens(pool, users, names);
  return { of: 'groups', count, pools: [factsOf(pool)], tokens };
}

/** Uses the same tokens of one user pool, with more and more pools configured. */
function pools(pool: TestUserPool, tokens: string[], count: number): Size {
  return { of: 'pools', count, pools: poolAndCopies(pool, count), tokens };
}

/** Uses tokens of all pools in turn, so that each needs other cached data than the last. */
function poolsInUse(pool: TestUserPool, users: number, count: number): Size {
  const all = poolAndCopies(pool, count);
  const tokens = accessTokens(pool, users).map((token, user) => {
    const { issuer, suffix } = all[user % count] ?? all[0];
    return pool.sign({
      claims: { ...readPart(token, 1), iss: issuer },
      header: { kid: `${String(readPart(token, 0)['kid'])}${suffix}` },
    });
  });
  return { of: 'pools in use', count, pools: all, tokens };
}

interface Copy extends UserPoolFacts {
  /** Suffix of the ids of the copy. */
  readonly suffix: string;
}

/** Creates copies of a user pool with other ids and key ids, but the same keys. */
function poolAndCopies(
  pool: TestUserPool,
  count: number,
): readonly [Copy, ...Copy[]] {
  const { userPoolId, clientId, issuer, jwks } = factsOf(pool);
  const copy = (suffix: string): Copy => ({
    userPoolId: userPoolId + suffix,
    clientId,
    issuer: issuer + suffix,
    jwks: {
      keys: jwks.keys.map((key) => ({ ...key, kid: key.kid + suffix })),
    },
    suffix,
  });
  const others = Array.from({ length: count - 1 }, (_, i) => copy(String(i)));
  return [copy(''), ...others];
}
