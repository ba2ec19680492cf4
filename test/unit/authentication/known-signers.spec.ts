import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  KnownSigners,
  type Issuer,
} from '../../../lib/authentication/known-signers.js';

const { publicKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const kid = 'a';

/** An issuer, of which only the key set is asked for anything. */
function issuerWith(keys: ReadonlyMap<string, KeyObject>): Issuer {
  return { keys } as unknown as Issuer;
}

describe('KnownSigners', () => {
  it('know nobody at first', () => {
    expect(new KnownSigners(1).of('header.claims.signature')).toBeUndefined();
  });

  it('know who signed under the same header', () => {
    const signers = new KnownSigners(1);
    const issuer = issuerWith(new Map([[kid, key]]));
    signers.remember('header.claims.signature', { issuer, kid, key });
    expect(signers.of('header.others.another')).toEqual({ issuer, kid, key });
    expect(signers.of('heade.claims.signature')).toBeUndefined();
    expect(signers.of('headers.claims.signature')).toBeUndefined();
  });

  it('ask the key set for the key each time', () => {
    const signers = new KnownSigners(1);
    const keys = new Map([[kid, key]]);
    const issuer = issuerWith(keys);
    signers.remember('header.claims.signature', { issuer, kid, key });
    const { publicKey: next } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
    });
    keys.set(kid, next);
    expect(signers.of('header.claims.signature')?.key).toBe(next);
    keys.delete(kid);
    expect(signers.of('header.claims.signature')).toBeUndefined();
  });

  it('keep knowing a signer who is remembered again', () => {
    const signers = new KnownSigners(1);
    const issuer = issuerWith(new Map([[kid, key]]));
    signers.remember('header.claims.signature', { issuer, kid, key });
    signers.remember('header.others.another', { issuer, kid, key });
    expect(signers.of('header.claims.signature')).toEqual({ issuer, kid, key });
  });

  it('do not guess whose a header is that two issuers have', () => {
    const signers = new KnownSigners(2);
    const token = 'header.claims.signature';
    const one = issuerWith(new Map([[kid, key]]));
    const other = issuerWith(new Map([[kid, key]]));
    signers.remember(token, { issuer: one, kid, key });
    for (const issuer of [other, one, other]) {
      signers.remember(token, { issuer, kid, key });
      expect(signers.of(token)).toBeUndefined();
    }
  });

  it('hold four headers for each issuer, the latest', () => {
    const signers = new KnownSigners(2);
    const issuer = issuerWith(new Map([[kid, key]]));
    const tokens = Array.from({ length: 9 }, (_, index) => `${index}.x.x`);
    tokens.forEach((token) => signers.remember(token, { issuer, kid, key }));
    const known = tokens.filter((token) => signers.of(token) !== undefined);
    expect(known).toEqual(tokens.slice(1));
  });
});
