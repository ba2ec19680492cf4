import { describe, expect, it } from 'vitest';
import { expectRefused, pool, resolve } from './options.fixture.js';

const maxDelay = 2 ** 31 - 1;

const resolveKeys = (keys: unknown) => resolve({ ...pool, keys }).keys;

describe('keys', () => {
  const defaults = {
    maxAge: 600_000,
    staleIfError: 86_400_000,
    unknownKeyCooldown: 30_000,
    timeout: 3_000,
    maxBytes: 65_536,
    fetch: globalThis.fetch,
    prefetch: 'warn',
  };

  it('has defaults', () => {
    expect(resolve(pool).keys).toStrictEqual(defaults);
    expect(resolveKeys({})).toStrictEqual(defaults);
  });

  it('takes what is given', () => {
    const keys = {
      maxAge: 1_000,
      staleIfError: 2_000,
      unknownKeyCooldown: 3_000,
      timeout: 4_000,
      maxBytes: 5_000,
      fetch: () => Promise.reject(new Error('not now')),
      prefetch: 'require',
    };

    expect(resolveKeys(keys)).toStrictEqual(keys);
    expect(resolveKeys(keys)).not.toBe(keys);
  });

  it.each([['text'], [7], [true], [[]]])('is no %j', (keys) => {
    expectRefused(
      { keys },
      'keys',
      `must be an object, but is ${Array.isArray(keys) ? 'a list of 0' : JSON.stringify(keys)}`,
    );
  });

  it('refuses what is unknown', () => {
    expectRefused(
      { keys: { maxage: 1_000 } },
      'keys.maxage',
      'is unknown here; known are maxAge, staleIfError, unknownKeyCooldown, timeout, maxBytes, fetch, prefetch',
    );
  });
});

describe.each([
  ['maxAge', 1_000],
  ['unknownKeyCooldown', 100],
  ['timeout', 100],
] as const)('keys.%s', (name, least) => {
  it.each([least, maxDelay])('can be %d ms', (value) => {
    expect(resolveKeys({ [name]: value })[name]).toBe(value);
  });

  it.each([
    [0, '0'],
    [-1, '-1'],
    [least - 1, String(least - 1)],
    [maxDelay + 1, '2147483648'],
    [1000.5, '1000.5'],
    ['1000', '"1000"'],
    [null, 'null'],
  ])('cannot be %j', (value, shown) => {
    expectRefused(
      { keys: { [name]: value } },
      `keys.${name}`,
      `must be a whole number of milliseconds, at least ${least}, at most 2147483647, but is ${shown}`,
    );
  });
});

describe('keys.staleIfError', () => {
  it.each([0, 2 ** 40])('can be %d ms', (staleIfError) => {
    expect(resolveKeys({ staleIfError }).staleIfError).toBe(staleIfError);
  });

  it('cannot be negative', () => {
    expectRefused(
      { keys: { staleIfError: -1 } },
      'keys.staleIfError',
      'must be a whole number of milliseconds, at least 0, but is -1',
    );
  });
});

describe('keys.maxBytes', () => {
  it('can be 1', () => {
    expect(resolveKeys({ maxBytes: 1 }).maxBytes).toBe(1);
  });

  it('cannot be 0', () => {
    expectRefused(
      { keys: { maxBytes: 0 } },
      'keys.maxBytes',
      'must be a whole number of bytes, at least 1, but is 0',
    );
  });
});

describe('keys.fetch', () => {
  it('must be a function', () => {
    expectRefused(
      { keys: { fetch: 'undici' } },
      'keys.fetch',
      'must be a function, but is "undici"',
    );
  });
});

describe('keys.prefetch', () => {
  it.each(['warn', 'require', false])('can be %j', (prefetch) => {
    expect(resolveKeys({ prefetch }).prefetch).toBe(prefetch);
  });

  it.each([
    [true, 'true'],
    ['always', '"always"'],
  ])('cannot be %j', (prefetch, shown) => {
    expectRefused(
      { keys: { prefetch } },
      'keys.prefetch',
      `must be one of "warn", "require", false, but is ${shown}`,
    );
  });
});
