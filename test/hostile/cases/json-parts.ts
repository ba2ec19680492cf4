import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import {
  claimsOf,
  headerOf,
  type Members,
  type Part,
} from '../harness/forge.js';
import { show, type HostileCase } from '../harness/hostile-case.js';
import { brokenDocuments, notObjects, oddDocuments } from './json.js';

/** The JSON of the header, under a signature that is genuine. */
export function* headerJsonCases(pool: TestUserPool): Generator<HostileCase> {
  const good = headerOf(pool.accessToken());
  const claims = claimsOf(pool.accessToken());
  const sign = (header: Part) => pool.sign({ header, claims });
  const open = JSON.stringify(good).slice(0, -1);

  for (const [name, document] of brokenDocuments(good)) {
    yield {
      name: `header: ${name}`,
      token: sign(document),
      expected: 'token_malformed',
    };
  }
  for (const json of [
    ...notObjects,
    ...['{}', JSON.stringify(JSON.stringify(good)), `[${open}}]`],
    ...[`{"header":${open}}}`, `{"__proto__":${open}}}`],
    // The last of two members of one name counts, for everybody who reads on.
    ...[`${open},"alg":"none"}`, `${open},"alg":"HS256"}`, `${open},"kid":7}`],
    ...[`${open},"crit":["x"]}`, `${open},"cr\\u0069t":["x"]}`],
  ]) {
    yield {
      name: `header: ${show(json)}`,
      token: sign(json),
      expected: 'token_malformed',
    };
  }
  for (const [name, document] of [
    ...oddDocuments(good),
    ['crit by inheritance', `${open},"__proto__":{"crit":["x"]}}`] as const,
    ['alg twice, RS256 last', `{"alg":"none",${open.slice(1)}}`] as const,
  ]) {
    yield {
      name: `header: ${name}`,
      token: sign(document),
      expected: 'let in',
    };
  }
}

/** The JSON of the claims, under a signature that is genuine. */
export function* claimsJsonCases(pool: TestUserPool): Generator<HostileCase> {
  const good = claimsOf(pool.accessToken());
  const open = JSON.stringify(good).slice(0, -1);

  // A `typ` of JWT makes jsonwebtoken parse the claims, before any check.
  for (const header of [{}, { typ: 'JWT' }]) {
    const sign = (claims: Part) => pool.sign({ header, claims });
    const suffix = 'typ' in header ? ', with typ' : '';

    for (const [name, document] of brokenDocuments(good)) {
      yield {
        name: `claims: ${name}${suffix}`,
        token: sign(document),
        expected: 'token_malformed',
      };
    }
    for (const json of [...notObjects, JSON.stringify(`${open}}`)]) {
      yield {
        name: `claims: ${show(json)}${suffix}`,
        token: sign(json),
        expected: 'token_malformed',
      };
    }
    for (const [name, document] of oddDocuments(good)) {
      yield {
        name: `claims: ${name}${suffix}`,
        token: sign(document),
        expected: 'let in',
      };
    }
    yield* doubled(good, sign, suffix);
  }
}

/** Two members of one name, and members that are only there by inheritance. */
function* doubled(
  good: Members,
  sign: (claims: Part) => string,
  suffix: string,
): Generator<HostileCase> {
  const open = JSON.stringify(good).slice(0, -1);
  const last = {
    iss: ['"https://example.com"', 'issuer_unknown'],
    exp: ['1', 'token_expired'],
    nbf: ['4102444800', 'token_not_active'],
    token_use: ['"id"', 'token_use_mismatch'],
    client_id: ['"other"', 'client_mismatch'],
    sub: ['""', 'token_malformed'],
  } as const;
  for (const [claim, [raw, expected]] of Object.entries(last)) {
    yield {
      name: `claims: ${claim} twice, bad last${suffix}`,
      token: sign(`${open},"${claim}":${raw}}`),
      expected,
    };
    yield {
      name: `claims: ${claim} twice, good last${suffix}`,
      token: sign(`{"${claim}":${raw},${open.slice(1)},"nbf":0}`),
      expected: 'let in',
    };
  }
  for (const wrapped of [
    `{"__proto__":${open}}}`,
    `{"claims":${open}}}`,
    '{}',
  ]) {
    yield {
      name: `claims: ${show(wrapped)}${suffix}`,
      token: sign(wrapped),
      expected: 'issuer_unknown',
    };
  }
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    yield {
      name: `claims: groups in ${key}${suffix}`,
      path: '/admin',
      token: sign(`${open},"${key}":{"cognito:groups":["admin"]}}`),
      expected: 'group_missing',
    };
  }
}
