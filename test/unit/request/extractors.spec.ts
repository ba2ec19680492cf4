import {
  fromBearerHeader,
  fromCookie,
  fromHeader,
  fromQuery,
  type Carrier,
  type TokenExtractor,
} from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { extractToken } from '../../../lib/request/extractors.js';
import { codeOf } from '../errors/code-of.fixture.js';

const withCookieHeader = (cookie: string): Carrier => ({
  type: 'http',
  headers: { cookie },
});

describe('fromCookie', () => {
  const extract = fromCookie('access');

  it('takes the cookie that the application parsed', () => {
    expect(
      extract({ type: 'http', headers: {}, cookies: { access: 'a.b.c' } }),
    ).toBe('a.b.c');
  });

  it('prefers it to the header', () => {
    expect(
      extract({
        type: 'http',
        headers: { cookie: 'access=x' },
        cookies: { access: 'a' },
      }),
    ).toBe('a');
  });

  it.each([[''], [undefined], [null], [7], [['a.b.c']], [{ a: 1 }]])(
    'finds none in a parsed cookie %j, nor in the header then',
    (access) => {
      expect(
        extract({
          type: 'http',
          headers: { cookie: 'access=x' },
          cookies: { access },
        }),
      ).toBeUndefined();
    },
  );

  it('reads the header where the cookie was not parsed', () => {
    expect(
      extract({
        type: 'http',
        headers: { cookie: 'access=a.b.c' },
        cookies: { other: 'x' },
      }),
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
    expect(extract({ type: 'http', headers: {} })).toBeUndefined();
    expect(
      extract({ type: 'http', headers: { cookie: ['access=a'] } }),
    ).toBeUndefined();
  });

  it('does not take what every object has for a cookie', () => {
    const inherited = fromCookie('constructor');
    const cookies = Object.create({ constructor: 'a' }) as Carrier['cookies'];

    expect(inherited({ type: 'http', headers: {}, cookies })).toBeUndefined();
  });
});

describe('fromHeader', () => {
  it('takes the whole value, under any case of the name', () => {
    expect(
      fromHeader('X-Token')({ type: 'http', headers: { 'x-token': 'a.b.c' } }),
    ).toBe('a.b.c');
  });

  it('finds none where the header is missing or empty', () => {
    expect(
      fromHeader('x-token')({ type: 'http', headers: {} }),
    ).toBeUndefined();
    expect(
      fromHeader('x-token')({ type: 'http', headers: { 'x-token': '' } }),
    ).toBeUndefined();
  });

  it('refuses two values', () => {
    expect(
      codeOf(() =>
        fromHeader('x-token')({
          type: 'http',
          headers: { 'x-token': ['a', 'b'] },
        }),
      ),
    ).toBe('request_malformed');
  });

  it('does not take what every object has for a header', () => {
    const headers = Object.create({ 'x-token': 'a' }) as Carrier['headers'];

    expect(fromHeader('x-token')({ type: 'http', headers })).toBeUndefined();
  });
});

describe('fromQuery', () => {
  const extract = fromQuery('token');

  it('takes the parameter', () => {
    expect(
      extract({ type: 'http', headers: {}, query: { token: 'a.b.c' } }),
    ).toBe('a.b.c');
  });

  it.each([
    ['no query', undefined],
    ['no parameter', {}],
    ['an empty parameter', { token: '' }],
    ['a nested parameter', { token: { a: 'b' } }],
    ['another case', { Token: 'a' }],
    ['an inherited parameter', Object.create({ token: 'a' })],
  ])('finds none in %s', (_what, query: Carrier['query']) => {
    expect(extract({ type: 'http', headers: {}, query })).toBeUndefined();
  });

  it('refuses two values', () => {
    expect(
      codeOf(() =>
        extract({ type: 'http', headers: {}, query: { token: ['a', 'b'] } }),
      ),
    ).toBe('request_malformed');
  });
});

describe('extractToken', () => {
  const carrier = {
    type: 'http',
    headers: { authorization: 'Bearer of-header' },
    query: { token: 'of-query' },
  } as const;

  it('takes what the first extractor finds', () => {
    const inHeader = fromBearerHeader();
    const inQuery = fromQuery('token');

    expect(extractToken([inHeader, inQuery], carrier)).toBe('of-header');
    expect(extractToken([inQuery, inHeader], carrier)).toBe('of-query');
  });

  it('goes on where one finds none', () => {
    expect(
      extractToken([fromQuery('other'), fromBearerHeader()], carrier),
    ).toBe('of-header');
  });

  it.each([[''], [null], [7], [undefined]])(
    'does not take %j for a token',
    (found) => {
      const odd = (() => found) as unknown as TokenExtractor;

      expect(extractToken([odd], carrier)).toBeUndefined();
      expect(extractToken([odd, () => 'next'], carrier)).toBe('next');
    },
  );

  it.each([[Promise.resolve('a')], [{}], [['a']]])(
    'does not pass over what cannot be a token: %j',
    (found) => {
      const odd = (() => found) as unknown as TokenExtractor;

      expect(() => extractToken([odd, () => 'next'], carrier)).toThrow(
        'A token extractor must return a string or undefined',
      );
    },
  );

  it('finds none where no extractor does', () => {
    expect(
      extractToken([fromBearerHeader()], { type: 'http', headers: {} }),
    ).toBeUndefined();
    expect(extractToken([], carrier)).toBeUndefined();
  });

  it('hands the carrier to an extractor of the application', () => {
    expect(
      extractToken([({ query }) => String(query?.['token'])], carrier),
    ).toBe('of-query');
  });

  it('stops at credentials that are malformed', () => {
    expect(
      codeOf(() =>
        extractToken([fromBearerHeader(), () => 'next'], {
          type: 'http',
          headers: { authorization: 'Bearer' },
        }),
      ),
    ).toBe('request_malformed');
  });
});
