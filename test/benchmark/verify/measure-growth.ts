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

/** What a token costs this verifier where there are so many of something. */
export interface GrowthResult {
  readonly of: 'groups' | 'pools' | 'pools in use';
  readonly count: number;
  /** CPU time for a token that was not seen before, in microseconds. */
  readonly newToken: number;
  /** The same for one that was. */
  readonly seenToken: number;
}

interface Size extends VerifySetUp {
  readonly of: GrowthResult['of'];
  readonly count: number;
}

/** How the cost of verifying grows with the groups of a user and with the pools. */
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

/** The same tokens, all of one pool, whatever else is configured. */
function pools(pool: TestUserPool, tokens: string[], count: number): Size {
  return { of: 'pools', count, pools: poolAndTwins(pool, count), tokens };
}

/** The users come from all the pools in turn: what one needs, the next one does not. */
function poolsInUse(pool: TestUserPool, users: number, count: number): Size {
  const all = poolAndTwins(pool, count);
  const tokens = accessTokens(pool, users).map((token, user) => {
    const { issuer, suffix } = all[user % count] ?? all[0];
    return pool.sign({
      claims: { ...readPart(token, 1), iss: issuer },
      header: { kid: `${String(readPart(token, 0)['kid'])}${suffix}` },
    });
  });
  return { of: 'pools in use', count, pools: all, tokens };
}

interface Twin extends UserPoolFacts {
  /** What its ids have behind those of the first. */
  readonly suffix: string;
}

/** A pool, and others that differ in their ids and key ids. One pair of keys signs for all. */
function poolAndTwins(
  pool: TestUserPool,
  count: number,
): readonly [Twin, ...Twin[]] {
  const { userPoolId, clientId, issuer, jwks } = factsOf(pool);
  const twin = (suffix: string): Twin => ({
    userPoolId: userPoolId + suffix,
    clientId,
    issuer: issuer + suffix,
    jwks: {
      keys: jwks.keys.map((key) => ({ ...key, kid: key.kid + suffix })),
    },
    suffix,
  });
  const others = Array.from({ length: count - 1 }, (_, i) => twin(String(i)));
  return [twin(''), ...others];
}
