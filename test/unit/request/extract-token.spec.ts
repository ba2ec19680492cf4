import { fromBearerHeader, fromQuery } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import type { TokenExtractor } from '../../../lib/request/carrier.js';
import { extractToken } from '../../../lib/request/extractors.js';
import { codeOf } from './code-of.js';

const carrier = {
  headers: { authorization: 'Bearer of-header' },
  query: { token: 'of-query' },
};

describe('extractToken', () => {
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
        'A token extractor must return a text or undefined',
      );
    },
  );

  it('finds none where no extractor does', () => {
    expect(extractToken([fromBearerHeader()], { headers: {} })).toBeUndefined();
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
          headers: { authorization: 'Bearer' },
        }),
      ),
    ).toBe('request_malformed');
  });
});
