import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { HeaderCache } from '../../../lib/authentication/header-cache.js';
import type { Issuer } from '../../../lib/authentication/issuer.js';

const { publicKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const kid = 'a';

/** An issuer, of which only the key set is asked for anything. */
function issuerWith(keys: ReadonlyMap<string, KeyObject>): Issuer {
  return { keys } as unknown as Issuer;
}

describe('HeaderCache', () => {
  it('knows no signer at first', () => {
    expect(
      new HeaderCache(1).signerOf('header.claims.signature'),
    ).toBeUndefined();
  });

  it('knows who signed under the same header', () => {
    const cache = new HeaderCache(1);
    const issuer = issuerWith(new Map([[kid, key]]));
    cache.remember('header.claims.signature', { issuer, kid, key });
    expect(cache.signerOf('header.others.another')).toEqual({
      issuer,
      kid,
      key,
    });
    expect(cache.signerOf('heade.claims.signature')).toBeUndefined();
    expect(cache.signerOf('headers.claims.signature')).toBeUndefined();
  });

  it('asks the key set for the key each time', () => {
    const cache = new HeaderCache(1);
    const keys = new Map([[kid, key]]);
    const issuer = issuerWith(keys);
    cache.remember('header.claims.signature', { issuer, kid, key });
    const { publicKey: next } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
    });
    keys.set(kid, next);
    expect(cache.signerOf('header.claims.signature')?.key).toBe(next);
    keys.delete(kid);
    expect(cache.signerOf('header.claims.signature')).toBeUndefined();
  });

  it('keeps a signer that is remembered again', () => {
    const cache = new HeaderCache(1);
    const issuer = issuerWith(new Map([[kid, key]]));
    cache.remember('header.claims.signature', { issuer, kid, key });
    cache.remember('header.others.another', { issuer, kid, key });
    expect(cache.signerOf('header.claims.signature')).toEqual({
      issuer,
      kid,
      key,
    });
  });

  it('does not guess between two issuers with one header', () => {
    const cache = new HeaderCache(2);
    const token = 'header.claims.signature';
    const one = issuerWith(new Map([[kid, key]]));
    const other = issuerWith(new Map([[kid, key]]));
    cache.remember(token, { issuer: one, kid, key });
    for (const issuer of [other, one, other]) {
      cache.remember(token, { issuer, kid, key });
      expect(cache.signerOf(token)).toBeUndefined();
    }
  });

  it('holds the latest four headers of each issuer', () => {
    const cache = new HeaderCache(2);
    const issuer = issuerWith(new Map([[kid, key]]));
    const tokens = Array.from({ length: 9 }, (_, index) => `${index}.x.x`);
    tokens.forEach((token) => cache.remember(token, { issuer, kid, key }));
    const known = tokens.filter((token) => cache.signerOf(token) !== undefined);
    expect(known).toEqual(tokens.slice(1));
  });
});
