import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import { show, type HostileCase } from '../harness/hostile-case.js';
import { lookAlikes } from './look-alikes.js';

const [read, write] = ['orders/read', 'orders/write'] as const;

/** Only a space separates scopes (RFC 6749 §3.3). */
const otherSeparators = [
  ...['\t', '\n', '\r\n', '\0', '\v', '\f', '\u00a0', '\u2003', '\u3000', ''],
  ...[',', ', x,', ';', '|', '+', '%20', '&', ':', '/', '\\u0020', '\u200b'],
];

const otherClaims = [
  ...['scp', 'scopes', 'Scope', 'SCOPE', 'scope ', 'permissions', 'roles'],
  ...['custom:scope', 'cognito:groups', 'authorities', 'aud', 'allowed_scopes'],
];

/** `scope`: names separated by spaces, each compared as a whole. */
export function* scopeCases(pool: TestUserPool): Generator<HostileCase> {
  const both = `${read} ${write}`;
  const attempt = (
    name: string,
    claims: Readonly<Record<string, unknown>>,
  ) => ({
    name,
    path: '/orders',
    token: pool.accessToken({ scopes: [], claims }),
  });

  for (const scope of [
    ...otherSeparators.map((separator) => read + separator + write),
    ...lookAlikes(read)
      // A space around a name leaves the name as it is.
      .filter((text) => !text.split(' ').includes(read))
      .map((text) => `${text} ${write}`),
    ...[undefined, null, '', ' ', 0, true, {}, [], [both], [read, write]],
    ...[
      [[read, write]],
      { [read]: true, [write]: true },
      { 0: read, 1: write },
    ],
    ...[
      read,
      write,
      `${read} ${read}`,
      'orders',
      'orders/',
      'orders/* orders/*',
    ],
    ...['aws.cognito.signin.user.admin', '* *', 'openid profile', `"${both}"`],
  ]) {
    yield {
      ...attempt(`scope ${show(scope)}`, { scope }),
      expected: 'scope_missing',
    };
  }
  for (const claim of otherClaims) {
    for (const value of [both, [read, write]]) {
      yield {
        ...attempt(`${claim} ${show(value)}`, { [claim]: value }),
        expected: 'scope_missing',
      };
    }
  }
  for (const scope of [
    both,
    `${write} ${read}`,
    `x ${read} y ${write}`,
    `${read}  ${write}`,
    ` ${both} `,
    `${both} ${both}`,
  ]) {
    yield { ...attempt(`scope ${show(scope)}`, { scope }), expected: 'let in' };
  }
}
