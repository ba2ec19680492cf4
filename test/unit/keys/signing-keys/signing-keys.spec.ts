import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readSigningKeys } from '../../../../lib/keys/signing-keys.js';
import {
  broken,
  good,
  other,
  short,
  unusable,
  weakKeys,
} from './jwks.fixture.js';

const read = (keySet: unknown) =>
  readSigningKeys('https://keys.example/', async () => keySet);

describe('readSigningKeys', () => {
  it('reads all keys of a set, by id', async () => {
    const keys = await read({ keys: [good.jwk, other.jwk] });

    expect([...keys.keys()]).toEqual(['good', 'other']);
    expect(keys.get('good')?.equals(good.publicKey)).toBe(true);
    expect(keys.get('other')?.equals(other.publicKey)).toBe(true);
  });

  it('asks for the set it is told to', async () => {
    const asked: string[] = [];
    await readSigningKeys('https://keys.example/jwks.json', async (uri) => {
      asked.push(uri);
      return { keys: [good.jwk] };
    });

    expect(asked).toEqual(['https://keys.example/jwks.json']);
  });

  it.each([
    { use: 'sig', alg: 'RS256' },
    { use: 'sig' },
    { alg: 'RS256' },
    { x5c: ['MIIB'], x5t: 'thumbprint', custom: { any: 'thing' } },
  ])('takes a key with %j', async (members) => {
    const keys = await read({ keys: [{ ...good.jwk, ...members }] });

    expect(keys.get('good')?.equals(good.publicKey)).toBe(true);
  });

  it.each(unusable)('refuses a set of %s only', async (_what, entry) => {
    await expect(read({ keys: [entry] })).rejects.toThrow(
      'not a JSON Web Key Set with an RSA key for RS256',
    );
  });

  it.each(weakKeys)('refuses a set of a key with %s', async (_what, entry) => {
    await expect(read({ keys: [entry] })).rejects.toThrow(
      'the key set has no RSA key of at least 2048 bits',
    );
  });

  it.each(broken)('refuses a set of a key with %s', async (_what, entry) => {
    await expect(read({ keys: [entry] })).rejects.toThrow();
  });

  it.each([...unusable, ...weakKeys, ...broken])(
    'does not let %s spoil the other keys',
    async (_what, entry) => {
      const keys = await read({ keys: [entry, other.jwk, entry] });

      expect([...keys.keys()]).toEqual(['other']);
    },
  );

  it.each([
    undefined,
    null,
    'keys',
    7,
    [],
    [good.jwk],
    {},
    { keys: undefined },
    { keys: null },
    { keys: 'good' },
    { keys: { 0: good.jwk, length: 1 } },
    { keys: [] },
    { jwks: [good.jwk] },
  ])('refuses %j as a key set', async (keySet) => {
    await expect(read(keySet)).rejects.toThrow(
      'not a JSON Web Key Set with an RSA key for RS256',
    );
  });

  it('does not take an EC key for an RSA key', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const ec = { ...publicKey.export({ format: 'jwk' }), kid: 'ec' };

    await expect(read({ keys: [ec] })).rejects.toThrow(
      'not a JSON Web Key Set',
    );
  });

  it('keeps the first of two keys with one id', async () => {
    const twin = { ...other.jwk, kid: 'good' };
    const keys = await read({ keys: [good.jwk, twin] });

    expect(keys.size).toBe(1);
    expect(keys.get('good')?.equals(good.publicKey)).toBe(true);
  });

  it('passes over a weak key for a good one with its id', async () => {
    const twin = { ...short.jwk, kid: 'good' };
    const keys = await read({ keys: [twin, good.jwk] });

    expect(keys.get('good')?.equals(good.publicKey)).toBe(true);
  });

  it('lets through why a set cannot be read', async () => {
    const failing = readSigningKeys('https://keys.example/', async () => {
      throw new Error('no route to host');
    });

    await expect(failing).rejects.toThrow('no route to host');
  });
});
