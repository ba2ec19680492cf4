import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { describe, expect, it } from 'vitest';

describe('options', () => {
  it('are what the module needs, and nothing else', async () => {
    const pool = await TestUserPool.create({
      userPoolId: 'us-east-1_Given',
      clientId: 'given-client',
    });

    expect(pool.options).toStrictEqual({
      userPoolId: 'us-east-1_Given',
      clientId: 'given-client',
      jwks: pool.jwks(),
    });
  });

  it('name the issuer when one was given', async () => {
    const issuer = 'http://localhost:9229/local_1a2b3c';
    const pool = await TestUserPool.create({ issuer });

    expect(pool.options).toStrictEqual({
      userPoolId: pool.userPoolId,
      clientId: pool.clientId,
      jwks: pool.jwks(),
      issuer,
    });
  });

  it('hold the keys of the moment, in a copy nobody can spoil', async () => {
    const pool = await TestUserPool.create();
    const before = pool.options;
    before.jwks.keys.pop();

    expect(Object.isFrozen(before)).toBe(true);
    expect(pool.options.jwks.keys).toHaveLength(2);
    await pool.rotateKeys();
    expect(pool.options.jwks).toStrictEqual(pool.jwks());
    expect(before.jwks.keys).toHaveLength(1);
  });
});
