import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import { claimsOf, withRaw } from '../harness/forge.js';
import { show, type HostileCase } from '../harness/hostile-case.js';

/** Values that are no number of seconds, as JSON. */
const notTimes: readonly string[] = [
  ...['null', 'true', 'false', '""', '"x"', '[]', '{}', '[[]]', '"Infinity"'],
  ...['"4102444800"', '[4102444800]', '{"$date":4102444800}', '"2100-01-01"'],
  ...['"1e12"', '" 4102444800"', '{"valueOf":4102444800}', '[4102444800,1]'],
  ...['"0x7fffffff"', '"4102444800000"', '["4102444800"]'],
];

/** Numbers that JSON can write and that no clock reaches. */
const endless = ['1e999', '1e309', '9'.repeat(400)];

/** `exp`, `nbf` and `iat`, without any tolerance. */
export function* timeCases(pool: TestUserPool): Generator<HostileCase> {
  const claims = claimsOf(pool.accessToken());
  const now = Math.floor(Date.now() / 1000);
  const raw = (claim: string, json: string) =>
    pool.sign({ claims: withRaw(claims, claim, json) });
  const past = [
    0,
    -0,
    -1,
    1,
    1.5,
    now,
    now - 1,
    now - 60,
    -now,
    -1e300,
    5e-324,
  ];
  const refused = {
    exp: [
      [...notTimes, ...endless, '-1e999', ...past.map(String)],
      'token_expired',
    ],
    nbf: [
      [...notTimes, ...endless, ...[now + 600, now * 1000, 1e300].map(String)],
      'token_not_active',
    ],
    iat: [[...notTimes, ...endless, '-1e999'], 'token_malformed'],
  } as const;

  for (const [claim, [values, expected]] of Object.entries(refused)) {
    for (const json of values) {
      yield {
        name: `${claim} ${show(json)}`,
        token: raw(claim, json),
        expected,
      };
    }
  }
  for (const [claim, expected] of [
    ['exp', 'token_expired'],
    ['iat', 'token_malformed'],
    ['nbf', 'let in'],
  ] as const) {
    const token = pool.sign({ claims: { ...claims, [claim]: undefined } });
    yield { name: `no ${claim}`, token, expected };
  }
  for (const [claim, value] of [
    ...[now + 600, now + 600.5, 253_402_300_799].map(
      (exp) => ['exp', exp] as const,
    ),
    ...[0, -1, 1.5, now, now - 1].map((nbf) => ['nbf', nbf] as const),
    ...[0, now - 86_400, now - 0.5].map((iat) => ['iat', iat] as const),
  ]) {
    yield {
      name: `${claim} ${value}`,
      token: raw(claim, String(value)),
      expected: 'let in',
    };
  }
  yield* signInCases(pool, raw, now);
}

/** `auth_time`, on a route that wants a sign-in of the last five minutes. */
function* signInCases(
  pool: TestUserPool,
  raw: (claim: string, json: string) => string,
  now: number,
): Generator<HostileCase> {
  const past = [0, -1, now - 301, now - 86_400, -1e300].map(String);
  for (const json of [...notTimes, ...endless, '-1e999', ...past]) {
    yield {
      name: `auth_time ${show(json)}`,
      path: '/recent',
      token: raw('auth_time', json),
      expected: 'step_up_required',
    };
  }
  yield {
    name: 'no auth_time',
    path: '/recent',
    token: pool.accessToken({ claims: { auth_time: undefined } }),
    expected: 'step_up_required',
  };
  yield {
    name: 'auth_time now',
    path: '/recent',
    token: pool.accessToken({ claims: { auth_time: now } }),
    expected: 'let in',
  };
}

/** What the options of `tolerantTimeCases` are, in seconds. */
export const tolerance = { clockTolerance: 300, maxTokenAge: 3_600 } as const;

/**
 * The edges of a tolerance and of an age. The tokens are made before the first
 * test runs, so an edge that moves leaves minutes for a slow machine.
 */
export function* tolerantTimeCases(pool: TestUserPool): Generator<HostileCase> {
  const now = Math.floor(Date.now() / 1000);
  for (const [claims, expected] of [
    [{ exp: now - 10 }, 'let in'],
    [{ exp: now - 300 }, 'token_expired'],
    [{ exp: now - 301 }, 'token_expired'],
    [{ exp: '9' }, 'token_expired'],
    [{ nbf: now + 290 }, 'let in'],
    [{ nbf: now + 1_000 }, 'token_not_active'],
    [{ iat: now + 290 }, 'let in'],
    [{ iat: now + 1_000 }, 'token_not_active'],
    [{ iat: now * 1000 }, 'token_not_active'],
    [{ iat: now - 3_500 }, 'let in'],
    [{ iat: now - 3_900 }, 'token_expired'],
    [{ iat: 0 }, 'token_expired'],
    [{ iat: -1e300 }, 'token_expired'],
    [{ iat: String(now) }, 'token_malformed'],
    [{ iat: null }, 'token_malformed'],
    [{ iat: now, auth_time: 0 }, 'let in'],
  ] as const) {
    yield {
      name: show(claims),
      token: pool.accessToken({ claims }),
      expected,
    };
  }
}
