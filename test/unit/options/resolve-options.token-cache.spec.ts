import { describe, expect, it } from 'vitest';
import { expectRefused, pool, resolve } from './given.js';

const resolved = (options: object) => resolve({ ...pool, ...options });

describe('tokenCache', () => {
  it('holds 10,000 tokens by default', () => {
    expect(resolve(pool).tokenCache).toStrictEqual({ maxEntries: 10_000 });
    expect(resolved({ tokenCache: {} }).tokenCache).toStrictEqual({
      maxEntries: 10_000,
    });
  });

  it('can be switched off', () => {
    expect(resolved({ tokenCache: false }).tokenCache).toBe(false);
  });

  it.each([1, 2 ** 24])('can hold %d', (maxEntries) => {
    expect(resolved({ tokenCache: { maxEntries } }).tokenCache).toStrictEqual({
      maxEntries,
    });
  });

  it.each([
    [0, '0'],
    [2 ** 24 + 1, '16777217'],
    ['many', '"many"'],
  ])('cannot hold %j', (maxEntries, shown) => {
    expectRefused(
      { tokenCache: { maxEntries } },
      'tokenCache.maxEntries',
      `must be a whole number of entries, at least 1, at most 16777216, but is ${shown}`,
    );
  });

  it.each([
    [true, 'true'],
    [1_000, '1000'],
    ['off', '"off"'],
  ])('cannot be %j', (tokenCache, shown) => {
    expectRefused(
      { tokenCache },
      'tokenCache',
      `must be an object, but is ${shown}`,
    );
  });

  it('refuses what is unknown', () => {
    expectRefused(
      { tokenCache: { max: 1 } },
      'tokenCache.max',
      'is unknown here; known are maxEntries',
    );
  });
});
