import { describe, expect, it } from 'vitest';
import { expectRefused, resolvePool } from './given.js';

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
