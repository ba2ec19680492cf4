import { describe, expect, it } from 'vitest';
import { expectRefusal, expectRefused, pool, resolve } from './given.js';

const resolved = (options: object) => resolve({ ...pool, ...options });

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

describe('An unknown option', () => {
  it.each([
    'clientID',
    'audiences',
    'algorithms',
    'ignoreExpiration',
    'clientSecret',
    'isGlobal',
  ])('%s is refused without its value', (name) => {
    const act = () => resolved({ [name]: 'secret' });

    expect(act).toThrow(
      `CognitoAuthModule option "${name}" is unknown here; known`,
    );
    expect(act).not.toThrow(/secret/);
  });

  it('is told all that are known', () => {
    const act = () => resolved({ odd: 1 });

    for (const known of ['realm', 'keys', 'userPools', 'userPoolId', 'jwks']) {
      expect(act).toThrow(new RegExp(`(are|,) ${known}(,|$)`));
    }
  });
});

describe('Options', () => {
  it('must be there', () => {
    expectRefusal(
      () => resolve(undefined),
      'options',
      'are missing: call forRoot(), or return them from the factory of forRootAsync()',
    );
  });

  it.each([
    [null, 'null'],
    ['eu-west-1_AbC', '"eu-west-1_AbC"'],
    [[pool], 'a list of 1'],
  ])('cannot be %j', (options, shown) => {
    expectRefusal(
      () => resolve(options),
      'options',
      `must be an object, but is ${shown}`,
    );
  });
});
