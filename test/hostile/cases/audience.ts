import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import { claimsOf } from '../harness/forge.js';
import { show, type HostileCase } from '../harness/hostile-case.js';
import { lookAlikes, otherTypes, otherValues } from './look-alikes.js';

/** Access and ID tokens swapped, where both are wanted. */
export function* swappedCases(pool: TestUserPool): Generator<HostileCase> {
  const { clientId } = pool;
  const access = claimsOf(pool.accessToken());
  const id = claimsOf(pool.idToken());
  for (const aud of otherValues(clientId)) {
    yield {
      name: `aud ${show(aud)} of an ID token`,
      token: pool.idToken({ claims: { aud } }),
      expected: 'client_mismatch',
    };
  }
  for (const [name, claims, expected] of [
    ['access as id', { ...access, token_use: 'id' }, 'client_mismatch'],
    ['id as access', { ...id, token_use: 'access' }, 'client_mismatch'],
    [
      'id with client_id',
      { ...id, aud: undefined, client_id: clientId },
      'client_mismatch',
    ],
    [
      'access with aud',
      { ...access, client_id: undefined, aud: clientId },
      'client_mismatch',
    ],
    [
      'neither',
      { ...id, token_use: undefined, client_id: clientId },
      'token_use_mismatch',
    ],
    [
      'both',
      { ...id, token_use: ['id', 'access'], client_id: clientId },
      'token_use_mismatch',
    ],
    ['id', id, 'let in'],
    ['access', access, 'let in'],
  ] as const) {
    for (const key of ['access', 'id'] as const) {
      yield {
        name: `claims of ${name}, signed with the ${key} key`,
        token: pool.sign({ claims, key }),
        expected,
      };
    }
  }
  yield {
    name: 'scopes in an ID token',
    path: '/orders',
    token: pool.idToken({ claims: { scope: 'orders/read orders/write' } }),
    expected: 'scope_missing',
  };
}

/** `aud` of access tokens, where a resource is wanted (RFC 8707). */
export function* audienceCases(
  pool: TestUserPool,
  audience: string,
): Generator<HostileCase> {
  const holding = otherTypes(audience).filter(
    (value) => !(Array.isArray(value) && value[0] === audience),
  );
  for (const aud of [...holding, ...lookAlikes(audience), pool.clientId]) {
    yield {
      name: `aud ${show(aud)}`,
      token: pool.accessToken({ claims: { aud } }),
      expected: 'audience_mismatch',
    };
  }
  for (const aud of [audience, [audience], ['https://example.com', audience]]) {
    yield {
      name: `aud ${show(aud)}`,
      token: pool.accessToken({ claims: { aud } }),
      expected: 'let in',
    };
  }
}
