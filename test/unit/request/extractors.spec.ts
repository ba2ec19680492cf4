import {
  fromCookie,
  fromHeader,
  fromQuery,
  type Carrier,
} from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { codeOf } from './code-of.js';

const withCookieHeader = (cookie: string): Carrier => ({ headers: { cookie } });

describe('fromCookie', () => {
  const extract = fromCookie('access');

  it('takes the cookie that the application parsed', () => {
    expect(extract({ headers: {}, cookies: { access: 'a.b.c' } })).toBe(
      'a.b.c',
    );
  });

  it('prefers it to the header', () => {
    expect(
      extract({ headers: { cookie: 'access=x' }, cookies: { access: 'a' } }),
    ).toBe('a');
  });

  it.each([[''], [undefined], [null], [7], [['a.b.c']], [{ a: 1 }]])(
    'finds none in a parsed cookie %j, nor in the header then',
    (access) => {
      expect(
        extract({ headers: { cookie: 'access=x' }, cookies: { access } }),
      ).toBeUndefined();
    },
  );

  it('reads the header where the cookie was not parsed', () => {
    expect(
      extract({ headers: { cookie: 'access=a.b.c' }, cookies: { other: 'x' } }),
    ).toBe('a.b.c');
  });

  it.each([
    ['access=a.b.c', 'a.b.c'],
    ['theme=dark; access=a.b.c; lang=en', 'a.b.c'],
    ['theme=dark;access=a.b.c', 'a.b.c'],
    ['access=a=b', 'a=b'],
    ['bad=%zz; access=a.b.c', 'a.b.c'],
    ['access=first; access=second', 'first'],
  ])('finds the token in "%s"', (cookie, token) => {
    expect(extract(withCookieHeader(cookie))).toBe(token);
  });

  it.each([
    '',
    'access',
    'access=',
    'Access=a',
    'myaccess=a',
    'accesstoken=a',
    'theme="access=a"',
  ])('finds none in "%s"', (cookie) => {
    expect(extract(withCookieHeader(cookie))).toBeUndefined();
  });

  it('finds none where there is no header, or a list', () => {
    expect(extract({ headers: {} })).toBeUndefined();
    expect(extract({ headers: { cookie: ['access=a'] } })).toBeUndefined();
  });

  it('does not take what every object has for a cookie', () => {
    const inherited = fromCookie('constructor');
    const cookies = Object.create({ constructor: 'a' }) as Carrier['cookies'];

    expect(inherited({ headers: {}, cookies })).toBeUndefined();
  });
});

describe('fromHeader', () => {
  it('takes the whole value, under any case of the name', () => {
    expect(fromHeader('X-Token')({ headers: { 'x-token': 'a.b.c' } })).toBe(
      'a.b.c',
    );
  });

  it('finds none where the header is missing or empty', () => {
    expect(fromHeader('x-token')({ headers: {} })).toBeUndefined();
    expect(
      fromHeader('x-token')({ headers: { 'x-token': '' } }),
    ).toBeUndefined();
  });

  it('refuses two values', () => {
    expect(
      codeOf(() =>
        fromHeader('x-token')({ headers: { 'x-token': ['a', 'b'] } }),
      ),
    ).toBe('request_malformed');
  });

  it('does not take what every object has for a header', () => {
    const headers = Object.create({ 'x-token': 'a' }) as Carrier['headers'];

    expect(fromHeader('x-token')({ headers })).toBeUndefined();
  });
});

describe('fromQuery', () => {
  const extract = fromQuery('token');

  it('takes the parameter', () => {
    expect(extract({ headers: {}, query: { token: 'a.b.c' } })).toBe('a.b.c');
  });

  it.each([
    ['no query', undefined],
    ['no parameter', {}],
    ['an empty parameter', { token: '' }],
    ['a nested parameter', { token: { a: 'b' } }],
    ['another case', { Token: 'a' }],
    ['an inherited parameter', Object.create({ token: 'a' })],
  ])('finds none in %s', (_what, query: Carrier['query']) => {
    expect(extract({ headers: {}, query })).toBeUndefined();
  });

  it('refuses two values', () => {
    expect(
      codeOf(() => extract({ headers: {}, query: { token: ['a', 'b'] } })),
    ).toBe('request_malformed');
  });
});
