import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import { show, type HostileCase } from '../harness/hostile-case.js';
import { lookAlikes } from './look-alikes.js';

/** Claims that are not the one that counts, however much they sound like it. */
const otherClaims = [
  ...['groups', 'group', 'roles', 'role', 'cognito:roles', 'custom:groups'],
  ...['Cognito:Groups', 'COGNITO:GROUPS', 'cognito:group', 'cognito:groups '],
  ...['cognito_groups', 'cognito.groups', 'cognito', 'cognito:preferred_role'],
  ...['permissions', 'authorities', 'admin', 'isAdmin', 'scope', 'amr', 'aud'],
];

/** Values of `cognito:groups` that are no list of names, whatever is in them. */
const noLists = (name: string): unknown[] => [
  ...[undefined, null, true, 0, 1, '', {}, name, `${name},x`, `x ${name}`],
  ...[{ 0: name, length: 1 }, { [name]: true }, { groups: [name] }],
  ...[`["${name}"]`, `{${name}}`, `[${name}]`, `${name}s`, `x${name}`, '*'],
  ...[[[name]], [[[name]]], [{ name }], [{ [name]: true }], [name, 7]],
  ...[[name, null], [null, name], [name, [name]], [{ length: 1 }], [true]],
];

/** `cognito:groups`: a list of names, each compared as a whole. */
export function* groupCases(pool: TestUserPool): Generator<HostileCase> {
  const inGroups = (groups: unknown) =>
    pool.accessToken({ claims: { 'cognito:groups': groups } });

  for (const groups of [
    [],
    ...noLists('admin'),
    ...lookAlikes('admin').flatMap((name) => [name, ['x', name]]),
  ]) {
    yield {
      name: `groups ${show(groups)}`,
      path: '/admin',
      token: inGroups(groups),
      expected: 'group_missing',
    };
  }
  for (const claim of otherClaims) {
    for (const value of [['admin'], 'admin']) {
      yield {
        name: `${claim} ${show(value)}`,
        path: '/admin',
        token: pool.accessToken({ claims: { [claim]: value } }),
        expected: 'group_missing',
      };
    }
  }
  for (const name of lookAlikes('editor')) {
    yield {
      name: `of two groups one, and ${show(name)}`,
      path: '/both',
      token: inGroups(['admin', name]),
      expected: 'group_missing',
    };
  }
  for (const groups of [
    ['banned'],
    ['x', 'banned'],
    ['banned', 'banned', 'x'],
  ]) {
    yield {
      name: `forbidden groups ${show(groups)}`,
      path: '/not-banned',
      token: inGroups(groups),
      expected: 'group_forbidden',
    };
  }
  for (const [path, groups] of [
    ['/admin', ['admin']],
    ['/admin', ['x', 'admin', 'admin']],
    ['/admin', ['', 'admin']],
    ['/both', ['editor', 'x', 'admin']],
    ['/not-banned', ['Banned', 'banned ', 'unbanned']],
    ['/not-banned', undefined],
  ] as const) {
    yield {
      name: `groups ${show(groups)} on ${path}`,
      path,
      token: inGroups(groups),
      expected: 'let in',
    };
  }
}
