import { fromCookie } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import {
  expectRefused,
  pool,
  resolve,
  resolvePool,
} from './options.fixture.js';

const resolved = (options: object) => resolve({ ...pool, ...options });

describe('clockTolerance', () => {
  it('is 0 by default', () => {
    expect(resolvePool({}).clockTolerance).toBe(0);
  });

  it.each([0, 60])('can be %d', (clockTolerance) => {
    expect(resolvePool({ clockTolerance }).clockTolerance).toBe(clockTolerance);
  });

  it.each([
    [-1, '-1'],
    [0.5, '0.5'],
    ['5', '"5"'],
    [Infinity, 'Infinity'],
    [null, 'null'],
  ])('cannot be %s', (clockTolerance, shown) => {
    expectRefused(
      { clockTolerance },
      'clockTolerance',
      `must be a whole number of seconds, at least 0, but is ${shown}`,
    );
  });
});

describe('maxTokenAge', () => {
  it('is not set by default', () => {
    expect(resolvePool({}).maxTokenAge).toBeUndefined();
  });

  it('can be 1', () => {
    expect(resolvePool({ maxTokenAge: 1 }).maxTokenAge).toBe(1);
  });

  it('cannot be 0', () => {
    expectRefused(
      { maxTokenAge: 0 },
      'maxTokenAge',
      'must be a whole number of seconds, at least 1, but is 0',
    );
  });
});

describe('maxTokenLength', () => {
  it('is 65,536 by default', () => {
    expect(resolve(pool).maxTokenLength).toBe(65_536);
  });

  it('can be 1', () => {
    expect(resolved({ maxTokenLength: 1 }).maxTokenLength).toBe(1);
  });

  it('cannot be 0', () => {
    expectRefused(
      { maxTokenLength: 0 },
      'maxTokenLength',
      'must be a whole number of characters, at least 1, but is 0',
    );
  });
});

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

describe('realm', () => {
  it('is api by default', () => {
    expect(resolve(pool).realm).toBe('api');
  });

  it.each(['orders', 'Orders & more', '!~', 'a b'])('can be "%s"', (realm) => {
    expect(resolved({ realm }).realm).toBe(realm);
  });

  it.each([
    '',
    ' ',
    'a "b"',
    'a\\b',
    'a\r\nSet-Cookie: b=c',
    'a\n',
    '\ta',
    'a\u007f',
    'Aufträge',
    7,
  ])('cannot be %j', (realm) => {
    expectRefused(
      { realm },
      'realm',
      `must be printable ASCII without " and \\, but is ${JSON.stringify(realm)}`,
    );
  });
});

describe('unguardedRoutes', () => {
  it('is error by default', () => {
    expect(resolve(pool).unguardedRoutes).toBe('error');
  });

  it.each(['error', 'warn', 'ignore'])('can be %s', (unguardedRoutes) => {
    expect(resolved({ unguardedRoutes }).unguardedRoutes).toBe(unguardedRoutes);
  });

  it.each([false, 'off'])('cannot be %j', (unguardedRoutes) => {
    expectRefused(
      { unguardedRoutes },
      'unguardedRoutes',
      `must be one of "error", "warn", "ignore", but is ${JSON.stringify(unguardedRoutes)}`,
    );
  });
});

describe('strategyName', () => {
  it('is cognito by default', () => {
    expect(resolve(pool).strategyName).toBe('cognito');
  });

  it.each(['staff', 'sessions', 'Session'])('can be %s', (strategyName) => {
    expect(resolved({ strategyName }).strategyName).toBe(strategyName);
  });

  it.each([
    'session',
    'constructor',
    '__proto__',
    'toString',
    'a,b',
    ',',
    '',
    ' ',
    7,
  ])('cannot be %j', (strategyName) => {
    expectRefused(
      { strategyName },
      'strategyName',
      `must be a name without commas, not "session", and not that of a member of every object such as "constructor", but is ${JSON.stringify(strategyName)}`,
    );
  });
});

describe('tokenFrom', () => {
  it('is the connection, then the Authorization header by default', () => {
    const { tokenFrom } = resolve(pool);
    const carrier = {
      type: 'ws',
      headers: { authorization: 'Bearer b' },
      connection: { token: 'a' },
    } as const;

    expect(tokenFrom.map((extract) => extract(carrier))).toEqual(['a', 'b']);
  });

  it('is one extractor, or some', () => {
    const [first, second] = [fromCookie('a'), fromCookie('b')];

    expect(resolved({ tokenFrom: first }).tokenFrom).toEqual([first]);
    expect(resolved({ tokenFrom: [first, second] }).tokenFrom).toEqual([
      first,
      second,
    ]);
  });

  it.each([
    ['header', '"header"'],
    [[], 'a list of 0'],
    [['header'], '["header"]'],
    [null, 'null'],
  ])('cannot be %j', (tokenFrom, shown) => {
    expectRefused(
      { tokenFrom },
      'tokenFrom',
      `must be a function, or a non-empty list of such without repetitions, but is ${shown}`,
    );
  });
});

describe('validate', () => {
  it('is not there by default', () => {
    expect(resolve(pool).validate).toBeUndefined();
  });

  it('is a function', () => {
    const validate = (): boolean => true;

    expect(resolved({ validate }).validate).toBe(validate);
    expectRefused(
      { validate: true },
      'validate',
      'must be a function, but is true',
    );
  });
});

describe('trustedGuards', () => {
  class First {
    canActivate(): boolean {
      return true;
    }
  }
  class Second extends First {}

  it('are none by default', () => {
    expect(resolve(pool).trustedGuards).toEqual(new Set());
    expect(resolved({ trustedGuards: [] }).trustedGuards).toEqual(new Set());
  });

  it('are classes of guards', () => {
    const { trustedGuards } = resolved({ trustedGuards: [First, Second] });

    expect([...trustedGuards]).toEqual([First, Second]);
  });

  it('stay as they were given', () => {
    const given = [First];
    const { trustedGuards } = resolved({ trustedGuards: given });
    given.push(Second);

    expect([...trustedGuards]).toEqual([First]);
  });

  it.each([
    ['one class', First, 'a function'],
    ['an instance', [new First()], 'a list of 1'],
    ['a class of another kind', [First, class {}], 'a list of 2'],
    ['a class twice', [First, First], 'a list of 2'],
    ['a name', ['First'], '["First"]'],
    ['null', null, 'null'],
  ])('cannot be %s', (_, trustedGuards, shown) => {
    expectRefused(
      { trustedGuards },
      'trustedGuards',
      'must be a list without repetitions, each a guard class, with ' +
        `canActivate() as its method, but is ${shown}`,
    );
  });
});
