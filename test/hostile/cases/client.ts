import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import type { RefusalCode } from '../harness/refusals.js';
import { show, type HostileCase } from '../harness/hostile-case.js';
import { otherTypes, otherValues } from './look-alikes.js';

/** `token_use`, client and subject, where only access tokens are wanted. */
export function* claimCases(pool: TestUserPool): Generator<HostileCase> {
  const { clientId } = pool;
  const wrong = (
    claim: string,
    values: readonly unknown[],
    expected: RefusalCode,
  ) =>
    values.map((value) => ({
      name: `${claim} ${show(value)}`,
      token: pool.accessToken({ claims: { [claim]: value } }),
      expected,
    }));

  yield* wrong(
    'token_use',
    [...otherValues('access'), 'id', 'refresh', 'Bearer', '__proto__', 'any'],
    'token_use_mismatch',
  );
  yield* wrong('client_id', otherValues(clientId), 'client_mismatch');
  yield* wrong(
    'client_id',
    [
      ...['constructor', '__proto__', 'size', 'has', 'null', '*'],
      pool.userPoolId,
    ],
    'client_mismatch',
  );
  yield* wrong('sub', otherTypes('alice'), 'token_malformed');
  yield* wrong(
    'username',
    otherTypes('alice').filter((value) => value !== undefined),
    'token_malformed',
  );
  for (const aud of [...otherTypes(clientId), 'https://example.com']) {
    yield {
      name: `aud ${show(aud)} of an access token, where none is wanted`,
      token: pool.accessToken({ claims: { aud } }),
      expected: 'let in',
    };
  }
  yield {
    name: 'an ID token',
    token: pool.idToken(),
    expected: 'token_use_mismatch',
  };
  yield {
    name: 'an ID token that says it is an access token',
    token: pool.idToken({ claims: { token_use: 'access' } }),
    expected: 'client_mismatch',
  };
}

/** The client, where that of any client of the pool will do, but one there must be. */
export function* anyClientCases(pool: TestUserPool): Generator<HostileCase> {
  for (const client of otherTypes(pool.clientId)) {
    yield {
      name: `client_id ${show(client)}`,
      token: pool.accessToken({ claims: { client_id: client } }),
      expected: 'client_mismatch',
    };
  }
  for (const clientId of ['any', '__proto__', 'x '.repeat(100)]) {
    yield {
      name: `client_id ${show(clientId)}`,
      token: pool.accessToken({ clientId }),
      expected: 'let in',
    };
  }
}
