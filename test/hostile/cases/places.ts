import type { OutgoingHttpHeaders } from 'node:http';
import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import { show, type HostileCase } from '../harness/hostile-case.js';

/** Where a token is: in two headers at once, or where nobody looks. */
export function* placeCases(pool: TestUserPool): Generator<HostileCase> {
  const token = pool.accessToken();
  yield* repeated(token);
  yield* elsewhere(token);
}

/** Two headers: which one counts must not be left to the framework. */
function* repeated(token: string): Generator<HostileCase> {
  const good = `Bearer ${token}`;
  const basic = 'Basic YTpi';
  for (const values of [
    [good, good],
    [good, good, good],
    [good, ''],
    ['', good],
    [good, basic],
    [basic, good],
    [good, 'Bearer x'],
    ['Bearer x', good],
    [basic, basic],
    ['', ''],
  ]) {
    const names = values.map((value) => show(value.replace(token, '<token>')));
    yield {
      name: `${names.length} headers: ${names.join(' and ')}`,
      headers: { Authorization: values },
      expected: 'request_malformed',
    };
  }
}

/** Places where nobody was told to look. */
function* elsewhere(token: string): Generator<HostileCase> {
  const good = `Bearer ${token}`;
  const expected = 'token_missing';
  const places: Readonly<Record<string, OutgoingHttpHeaders>> = {
    'Proxy-Authorization': { 'proxy-authorization': good },
    'X-Authorization': { 'x-authorization': good },
    'X-Forwarded-Authorization': { 'x-forwarded-authorization': good },
    'X-Access-Token': { 'x-access-token': token },
    'X-Amz-Security-Token': { 'x-amz-security-token': token },
    Authorisation: { authorisation: good },
    authorization_: { authorization_: good },
    'a header named __proto__': { ['__proto__']: good },
    'a cookie': { cookie: `authorization=${token}; access_token=${token}` },
  };
  for (const [name, headers] of Object.entries(places)) {
    yield { name: `a token in ${name}`, headers, expected };
  }
  for (const parameter of ['access_token', 'token', 'authorization', 'jwt']) {
    const path = `/me?${parameter}=${token}`;
    yield { name: `a token in ?${parameter}=`, path, expected };
  }
  yield { name: 'no header at all', expected };
}
