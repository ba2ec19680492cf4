import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  claimsOf,
  headerOf,
  isSignedBy,
  kidOf,
  textsOf,
} from './tokens.fixture.js';

let pool: TestUserPool;
let accessKid: unknown;
let idKid: unknown;
beforeAll(async () => {
  pool = await TestUserPool.create();
  accessKid = kidOf(pool.accessToken());
  idKid = kidOf(pool.idToken());
});

describe('sign', () => {
  it('adds nothing to the claims, and signs with the access token key', () => {
    const token = pool.sign({ claims: { sub: 'alice', exp: undefined } });

    expect(claimsOf(token)).toStrictEqual({ sub: 'alice' });
    expect(headerOf(token)).toStrictEqual({ kid: accessKid, alg: 'RS256' });
    expect(isSignedBy(pool, token)).toBe(true);
  });

  it('signs with the ID token key when asked to', () => {
    const token = pool.sign({ claims: {}, key: 'id' });

    expect(kidOf(token)).toBe(idKid);
    expect(isSignedBy(pool, token)).toBe(true);
  });

  it('merges header members over its own', () => {
    const token = pool.sign({
      header: { alg: 'none', typ: 'JWT', kid: undefined },
      claims: {},
    });

    expect(headerOf(token)).toStrictEqual({ alg: 'none', typ: 'JWT' });
    expect(isSignedBy(pool, token, accessKid)).toBe(true);
  });

  it('keeps an own __proto__ member, as a hostile token would have it', () => {
    const hostile = JSON.parse('{"__proto__":{"isAdmin":true}}') as object;
    const token = pool.sign({ header: { ...hostile }, claims: { ...hostile } });

    expect(textsOf(token).claims).toBe('{"__proto__":{"isAdmin":true}}');
    expect(textsOf(token).header).toContain('"__proto__":{"isAdmin":true}');
  });

  it('takes texts and bytes as they stand', () => {
    const claims = Uint8Array.of(0xff, 0xfe, 0x00);
    const token = pool.sign({ header: '{"alg":', claims });

    expect(textsOf(token).header).toBe('{"alg":');
    expect(Buffer.from(token.split('.')[1] ?? '', 'base64url')).toEqual(
      Buffer.from(claims),
    );
    expect(isSignedBy(pool, token, accessKid)).toBe(true);
    expect(isSignedBy(pool, token, idKid)).toBe(false);
  });

  it('lets one pool pose as another, with a signature that does not fit', async () => {
    const impostor = await TestUserPool.create({
      userPoolId: pool.userPoolId,
      clientId: pool.clientId,
    });
    const token = impostor.sign({
      header: { kid: accessKid },
      claims: claimsOf(impostor.accessToken()),
    });

    expect(claimsOf(token).iss).toBe(pool.issuer);
    expect(kidOf(token)).toBe(accessKid);
    expect(isSignedBy(pool, token)).toBe(false);
  });
});
