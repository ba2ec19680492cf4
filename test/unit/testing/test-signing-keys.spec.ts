import { createPublicKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { JwksClient } from 'jwks-rsa';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { describe, expect, it } from 'vitest';
import { kidOf, verified } from './tokens.fixture.js';

describe('the key set', () => {
  it('has two public RSA-2048 keys, as Cognito publishes them', async () => {
    const { keys } = (await TestUserPool.create()).jwks();

    expect(keys).toHaveLength(2);
    for (const jwk of keys) {
      expect(jwk).toStrictEqual({
        alg: 'RS256',
        e: 'AQAB',
        kid: expect.any(String),
        kty: 'RSA',
        n: expect.any(String),
        use: 'sig',
      });
      const key = createPublicKey({ key: jwk, format: 'jwk' });
      expect(key.asymmetricKeyDetails?.modulusLength).toBe(2048);
    }
  });

  it('has base64 key ids of 32 bytes with every awkward character', async () => {
    const kids = (await TestUserPool.create()).jwks().keys.map((k) => k.kid);

    expect(new Set(kids).size).toBe(2);
    for (const kid of kids) {
      const bytes = Buffer.from(kid, 'base64');
      expect(bytes).toHaveLength(32);
      expect(bytes.toString('base64')).toBe(kid);
      for (const awkward of ['+', '/', '=']) {
        expect(kid).toContain(awkward);
      }
    }
  });

  it('is a fresh copy for each caller', async () => {
    const pool = await TestUserPool.create();
    const [first] = pool.jwks().keys;
    if (first) {
      first.kid = 'spoilt';
    }

    expect(first).toHaveProperty('kid', 'spoilt');
    expect(pool.jwks().keys.map((key) => key.kid)).not.toContain('spoilt');
  });

  it('satisfies jwks-rsa and jsonwebtoken, over HTTP', async () => {
    const pool = await TestUserPool.create();
    const server = await pool.listen();
    const client = new JwksClient({ jwksUri: server.jwksUri, cache: false });
    const tokens = [pool.accessToken(), pool.idToken(), pool.machineToken()];

    for (const token of tokens) {
      const key = await client.getSigningKey(String(kidOf(token)));
      const claims = jwt.verify(token, key.getPublicKey(), {
        algorithms: ['RS256'],
        issuer: pool.issuer,
      });
      expect(claims).toHaveProperty('sub');
    }
    await server.close();
  });
});

describe('rotateKeys', () => {
  it('replaces both keys', async () => {
    const pool = await TestUserPool.create();
    const oldTokens = [pool.accessToken(), pool.idToken()];
    const oldKids = pool.jwks().keys.map((key) => key.kid);
    await pool.rotateKeys();
    const kids = pool.jwks().keys.map((key) => key.kid);

    expect(kids).toHaveLength(2);
    expect(kids.filter((kid) => oldKids.includes(kid))).toEqual([]);
    expect([kidOf(pool.idToken()), kidOf(pool.accessToken())]).toEqual(kids);
    expect(verified(pool, pool.accessToken())).toBeDefined();
    expect(verified(pool, pool.idToken())).toBeDefined();
    for (const token of oldTokens) {
      expect(verified(pool, token)).toBeUndefined();
    }
  });

  it('keeps the old keys published when asked to', async () => {
    const pool = await TestUserPool.create();
    const oldTokens = [pool.accessToken(), pool.idToken()];
    await pool.rotateKeys({ keepOld: true });
    oldTokens.push(pool.accessToken());
    await pool.rotateKeys({ keepOld: true });

    expect(pool.jwks().keys).toHaveLength(6);
    for (const token of [...oldTokens, pool.accessToken(), pool.idToken()]) {
      expect(verified(pool, token)).toBeDefined();
    }
  });
});
