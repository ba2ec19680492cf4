import { fromBearerHeader } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../errors/code-of.fixture.js';

const extract = fromBearerHeader();

const tokenIn = (authorization: string): string | undefined =>
  extract({ type: 'http', headers: { authorization } });

describe('fromBearerHeader', () => {
  it.each([
    ['Bearer a.b.c', 'a.b.c'],
    ['bearer a.b.c', 'a.b.c'],
    ['BEARER a.b.c', 'a.b.c'],
    ['Bearer   a.b.c', 'a.b.c'],
    ['Bearer a', 'a'],
  ])('takes the token from "%s"', (authorization, token) => {
    expect(tokenIn(authorization)).toBe(token);
  });

  it('leaves other characters to the checks of the token', () => {
    expect(tokenIn('Bearer a\u00a0b')).toBe('a\u00a0b');
  });

  it('finds none without the header', () => {
    expect(extract({ type: 'http', headers: {} })).toBeUndefined();
  });

  it.each([
    '',
    'Basic YTpi',
    'Basic Bearer a',
    'xBearer a.b.c',
    ' Bearer a.b.c',
    'Bearerx a.b.c',
    'Bearer1',
    'Bearer_ a.b.c',
    'Bearer-token a.b.c',
    'Bearer! a.b.c',
    'Bearer~ a.b.c',
    'a.b.c',
  ])('finds none in "%s", which is of another scheme', (authorization) => {
    expect(tokenIn(authorization)).toBeUndefined();
  });

  it.each([
    'Bearer',
    'Bearer ',
    'Bearer a b',
    'Bearer a.b.c ',
    'Bearer a.b.c, Bearer d.e.f',
    'Bearer\ta.b.c',
    'Bearer\u00a0a.b.c',
    'Bearer a\tb',
    'Bearer a.b.c\t',
    'Bearer \ta.b.c',
    'bearer="a"',
    'Bearer,a',
  ])('refuses "%s" as malformed', (authorization) => {
    expect(codeOf(() => tokenIn(authorization))).toBe('request_malformed');
  });

  it('refuses a header that came as a list', () => {
    expect(
      codeOf(() =>
        extract({ type: 'http', headers: { authorization: ['Bearer a'] } }),
      ),
    ).toBe('request_malformed');
  });

  it('refuses two headers, of which Node keeps the first', () => {
    const headers = { authorization: 'Bearer a' };

    expect(
      codeOf(() =>
        extract({
          type: 'http',
          headers,
          rawHeaders: ['Authorization', 'Bearer a', 'AUTHORIZATION', 'Basic b'],
        }),
      ),
    ).toBe('request_malformed');
  });

  it('counts names of headers, not values', () => {
    expect(
      extract({
        type: 'http',
        headers: { authorization: 'Bearer a' },
        rawHeaders: [
          'Host',
          'authorization',
          'Authorization',
          'Bearer a',
          'X-Name',
          'Authorization',
          'authorizatiom',
          'Bearer b',
          'Proxy-Authorization',
          'Bearer c',
        ],
      }),
    ).toBe('a');
  });

  it.each([' '.repeat(60_000), 'x'.repeat(60_000), ' x'.repeat(30_000)])(
    'reads a header of 60 KB at once',
    (flood) => {
      const start = performance.now();
      codeOf(() => tokenIn(`Bearer ${flood} `));
      codeOf(() => tokenIn(flood));

      expect(performance.now() - start).toBeLessThan(500);
    },
  );
});
