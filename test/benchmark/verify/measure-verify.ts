import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import type { Plan } from '../plan.js';
import { accessTokens, factsOf } from '../users.js';
import { contestants, type VerifyContestant } from './contestants.js';
import { raceVerifiers } from './race-verifiers.js';

export interface VerifyResult {
  readonly contestant: VerifyContestant;
  /** CPU time for a token, in microseconds. */
  readonly cpuPerToken: number;
}

/** Measures the cost of each verifier without a server around it. */
export async function measureVerify(
  pool: TestUserPool,
  { users, verify }: Plan,
): Promise<VerifyResult[]> {
  const pools = [factsOf(pool)] as const;
  const tokens = accessTokens(pool, users);
  const names = Object.keys(contestants) as VerifyContestant[];
  const cpuTimes = await raceVerifiers(
    'Verifiers',
    names.map((contestant) => ({ contestant, pools, tokens })),
    verify,
  );
  return names.map((contestant, index) => ({
    contestant,
    cpuPerToken: cpuTimes[index] ?? NaN,
  }));
}
