import { format, inspect } from 'node:util';
import { CallerToken } from 'nestjs-cognito-auth';
import { expect, it } from 'vitest';

const secret = 'a.secret.token';
const token = new CallerToken(secret);

it('A token of a caller is handed over in headers', () => {
  expect(token.headers).toEqual({ authorization: `Bearer ${secret}` });
  expect(new Headers(token.headers).get('authorization')).toBe(
    `Bearer ${secret}`,
  );
});

it('A token of a caller is set on anything with a method for it', () => {
  const map = new Map<string, string>();
  expect(token.into(map)).toBe(map);
  expect([...map]).toEqual([['authorization', `Bearer ${secret}`]]);
});

it.each<[string, unknown]>([
  ['JSON', JSON.stringify({ token, tokens: [token] })],
  ['inspect', inspect({ token }, { showHidden: true, getters: true })],
  ['a plain inspect', inspect(token, { customInspect: false, getters: true })],
  [
    'a hidden inspect',
    inspect(token, { customInspect: false, showHidden: true }),
  ],
  ['a template', `${String(token)} ${[token].join()}`],
  ['a format', format('%s %o %O %j', token, token, token, token)],
  ['its keys', [...Object.keys(token), ...Reflect.ownKeys(token)].join()],
  ['a copy', JSON.stringify([{ ...token }, structuredClone(token)])],
])('A token of a caller is not in %s of it', (_what, shown) => {
  expect(shown).toBeTypeOf('string');
  expect(shown).not.toContain('secret');
});
