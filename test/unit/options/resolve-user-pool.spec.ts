import { describe, expect, it } from 'vitest';
import {
  expectRefusal,
  expectRefused,
  resolve,
  resolvePool,
} from './options.fixture.js';

const clientIdExpected =
  'must be an app client id without blanks and commas, or a non-empty list of such without repetitions, or null, written out, to accept any client of the pool';

describe('userPoolId', () => {
  it('is required', () => {
    expectRefusal(
      () => resolve({ clientId: 'client' }),
      'userPoolId',
      'must be a non-empty string, but is missing',
    );
  });

  it.each([
    ['', '""'],
    [' ', '" "'],
    [7, '7'],
    [null, 'null'],
    [['eu-west-1_AbC'], '["eu-west-1_AbC"]'],
  ])('cannot be %j', (userPoolId, shown) => {
    expectRefused(
      { userPoolId },
      'userPoolId',
      `must be a non-empty string, but is ${shown}`,
    );
  });

  it.each(['eu-west-1', 'eu-west-1_AbC ', 'EU-WEST-1_AbC', 'client'])(
    'is not "%s"',
    (userPoolId) => {
      expectRefused(
        { userPoolId },
        'userPoolId',
        `must be like "eu-west-1_AbCdEfGhI" (another form of id needs the option issuer), but is "${userPoolId}"`,
      );
    },
  );
});

describe('clientId', () => {
  it('is one client, or some', () => {
    expect(resolvePool({ clientId: 'a' }).clientIds).toEqual(new Set(['a']));
    expect(resolvePool({ clientId: ['a', 'b'] }).clientIds).toEqual(
      new Set(['a', 'b']),
    );
  });

  it('is null for any client', () => {
    expect(resolvePool({ clientId: null }).clientIds).toBeNull();
  });

  it.each([
    [undefined, 'missing'],
    ['', '""'],
    [[], 'a list of 0'],
    [[''], '[""]'],
    ['a,b', '"a,b"'],
    ['a b', '"a b"'],
    [' a', '" a"'],
    ['a\n', '"a\\n"'],
    [['a', 'b,c'], '["a", "b,c"]'],
    [['a', 'a'], '["a", "a"]'],
    [[null], 'a list of 1'],
    [7, '7'],
    [false, 'false'],
  ])('cannot be %j', (clientId, shown) => {
    expectRefused(
      { clientId },
      'clientId',
      `${clientIdExpected}, but is ${shown}`,
    );
  });
});

describe('tokenUse', () => {
  it('is access by default', () => {
    expect(resolvePool({}).tokenUse).toEqual(new Set(['access']));
  });

  it('is one, or both', () => {
    expect(resolvePool({ tokenUse: 'id' }).tokenUse).toEqual(new Set(['id']));
    expect(resolvePool({ tokenUse: ['access', 'id'] }).tokenUse).toEqual(
      new Set(['access', 'id']),
    );
  });

  it.each([
    ['refresh', '"refresh"'],
    ['ID', '"ID"'],
    [[], 'a list of 0'],
    [['access', 'refresh'], '["access", "refresh"]'],
    [['id', 'id'], '["id", "id"]'],
    [null, 'null'],
  ])('cannot be %j', (tokenUse, shown) => {
    expectRefused(
      { tokenUse },
      'tokenUse',
      `must be one of "access", "id", or a non-empty list of such without repetitions, but is ${shown}`,
    );
  });
});

describe('name', () => {
  it('is the id by default', () => {
    expect(resolvePool({}).name).toBe('eu-west-1_AbCdEfGhI');
  });

  it('is what is given', () => {
    expect(resolvePool({ name: 'customers' })).toMatchObject({
      name: 'customers',
      userPoolId: 'eu-west-1_AbCdEfGhI',
    });
  });

  it.each([
    ['', '""'],
    [7, '7'],
  ])('cannot be %j', (name, shown) => {
    expectRefused(
      { name },
      'name',
      `must be a non-empty string, but is ${shown}`,
    );
  });
});

describe('audience', () => {
  it('is not looked at by default', () => {
    expect(resolvePool({}).audience).toBeUndefined();
  });

  it('is one, or some', () => {
    expect(resolvePool({ audience: 'a' }).audience).toEqual(new Set(['a']));
    expect(resolvePool({ audience: ['a', 'b'] }).audience).toEqual(
      new Set(['a', 'b']),
    );
  });

  it.each([
    ['', '""'],
    [[], 'a list of 0'],
    [null, 'null'],
  ])('cannot be %j', (audience, shown) => {
    expectRefused(
      { audience },
      'audience',
      `must be a non-empty string, or a non-empty list of such without repetitions, but is ${shown}`,
    );
  });
});

describe('jwks', () => {
  it('pins nothing by default', () => {
    expect(resolvePool({}).jwks).toBeUndefined();
  });

  it('pins a key set', () => {
    const keys = [{ kty: 'RSA', kid: 'a', n: 'n', e: 'AQAB' }];

    expect(resolvePool({ jwks: { keys } }).jwks).toStrictEqual({ keys });
  });

  it.each([
    [{ keys: [] }, 'an object'],
    ['https://keys.example', '"https://keys.example"'],
    [[{ kty: 'RSA' }], 'a list of 1'],
    [null, 'null'],
  ])('cannot be %j', (jwks, shown) => {
    expectRefused(
      { jwks },
      'jwks',
      `must be a key set like { keys: [{ kty: "RSA", kid, n, e }] }, but is ${shown}`,
    );
  });

  it('leaves nothing to fetch from jwksUri', () => {
    expectRefused(
      { jwks: { keys: [{}] }, jwksUri: 'https://keys.example/' },
      'jwksUri',
      'must be absent where jwks pins the key set, but is "https://keys.example/"',
    );
  });
});
