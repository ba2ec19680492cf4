import type { Contestant } from './guards/contestants.js';
import type { Platform } from './guards/server.process.js';
import type { Results } from './results.js';
import type { VerifyContestant } from './verify/contestants.js';

/** A limit that the library promises for its cost, and the figure of this run. */
export interface Goal {
  readonly name: string;
  readonly bound: 'at least' | 'at most';
  readonly limit: number;
  readonly measured: number;
  readonly isMet: boolean;
}

const SEEN = 'this guard, seen token';
const MEBIBYTE = 1024 ** 2;

/** Compares the results of a run with the goals. Most goals are ratios of two results. */
export function goalsOf(results: Results): Goal[] {
  const throughput = (platform: Platform) =>
    guard(results, platform, SEEN).requestsPerSecond /
    guard(results, platform, 'no guard').requestsPerSecond;
  const cpu = (contestant: Contestant) =>
    guard(results, 'Fastify', contestant).cpuPerRequest;
  const cpuAboveNoGuard = (contestant: Contestant) =>
    cpu(contestant) - cpu('no guard');
  const verify = (contestant: VerifyContestant) =>
    found(results.verify, (result) => result.contestant === contestant)
      .cpuPerToken;
  const [own, other] = results.imports;

  return [
    atLeast(
      0.75,
      'Fastify, seen token: throughput against no guard',
      throughput('Fastify'),
    ),
    atLeast(
      0.92,
      'Express, seen token: throughput against no guard',
      throughput('Express'),
    ),
    atMost(
      1 / 8,
      'Fastify, seen token: CPU above no guard, against the aws-jwt-verify guard',
      cpuAboveNoGuard(SEEN) / cpuAboveNoGuard('aws-jwt-verify guard'),
    ),
    atMost(
      1 / 30,
      'Fastify, seen token: CPU above no guard, against passport-jwt + jwks-rsa',
      cpuAboveNoGuard(SEEN) / cpuAboveNoGuard('passport-jwt + jwks-rsa'),
    ),
    atMost(
      1,
      'Fastify, new token: CPU against the aws-jwt-verify guard',
      cpu('this guard, new token') / cpu('aws-jwt-verify guard'),
    ),
    atMost(
      1.5,
      'Verifying a new token, against RSA alone',
      verify('this verifier, new token') / verify('RSA verify alone'),
    ),
    atMost(
      1,
      'Verifying a seen token, against fast-jwt with its cache',
      verify('this verifier, seen token') / verify('fast-jwt, seen token'),
    ),
    atMost(
      1,
      'Verifying a seen token: CPU µs more with 100,000 revocations',
      verify('this verifier, seen token, 100,000 revocations') -
        verify('this verifier, seen token'),
    ),
    atMost(
      1.05,
      'Verifying a new token, one of 10,000 pools at run time against one configured',
      verify('this verifier, new token, one of 10,000 pools at run time') /
        verify('this verifier, new token'),
    ),
    atMost(
      1.05,
      'Verifying a seen token, one of 10,000 pools at run time against one configured',
      verify('this verifier, seen token, one of 10,000 pools at run time') /
        verify('this verifier, seen token'),
    ),
    atMost(
      1.05,
      'Verifying a new token, 1,000 pools against 1',
      newTokenOf(results, 1_000) / newTokenOf(results, 1),
    ),
    ...results.transports.map(({ transport, guarded, unguarded }) =>
      atMost(
        15,
        `${transport}, seen token: CPU µs above no guard`,
        guarded - unguarded,
      ),
    ),
    atMost(
      25,
      'Memory for 10,000 cached tokens, in MiB',
      ((results.memory.bytes / results.memory.tokens) * 10_000) / MEBIBYTE,
    ),
    atMost(
      1.3,
      'Import, against @nestjs/common + aws-jwt-verify',
      (own?.milliseconds ?? NaN) / (other?.milliseconds ?? NaN),
    ),
  ];
}

function guard(
  { guards }: Results,
  platform: Platform,
  contestant: Contestant,
) {
  return found(
    guards,
    (result) =>
      result.platform === platform && result.contestant === contestant,
  );
}

/** Returns the CPU time for a new token with a given number of user pools. */
function newTokenOf({ growth }: Results, pools: number): number {
  return found(growth, ({ of, count }) => of === 'pools' && count === pools)
    .newToken;
}

function found<T>(results: readonly T[], is: (result: T) => boolean): T {
  const result = results.find(is);
  if (result === undefined) {
    throw new Error('A goal is about something that was not measured');
  }
  return result;
}

function atLeast(limit: number, name: string, measured: number): Goal {
  return { name, bound: 'at least', limit, measured, isMet: measured >= limit };
}

function atMost(limit: number, name: string, measured: number): Goal {
  return { name, bound: 'at most', limit, measured, isMet: measured <= limit };
}
