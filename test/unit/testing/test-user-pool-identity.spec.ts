import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { describe, expect, it } from 'vitest';
import { verified } from './tokens.fixture.js';

describe('the identity of a pool', () => {
  it('is made up where nothing is given', async () => {
    const pool = await TestUserPool.create();

    expect(pool.userPoolId).toMatch(/^eu-west-1_[A-Za-z0-9]{9}$/);
    expect(pool.clientId).toMatch(/^[a-z0-9]{26}$/);
    expect(pool.region).toBe('eu-west-1');
    expect(pool.issuer).toBe(
      `https://cognito-idp.eu-west-1.amazonaws.com/${pool.userPoolId}`,
    );
  });

  it('differs from pool to pool', async () => {
    const [one, other] = await Promise.all([
      TestUserPool.create(),
      TestUserPool.create(),
    ]);

    expect(one.userPoolId).not.toBe(other.userPoolId);
    expect(one.clientId).not.toBe(other.clientId);
  });

  it('is in the region asked for', async () => {
    const pool = await TestUserPool.create({ region: 'us-gov-west-1' });

    expect(pool.userPoolId).toMatch(/^us-gov-west-1_[A-Za-z0-9]{9}$/);
    expect(pool.issuer).toBe(
      `https://cognito-idp.us-gov-west-1.amazonaws.com/${pool.userPoolId}`,
    );
  });

  it('takes the region from a given pool id', async () => {
    const pool = await TestUserPool.create({
      userPoolId: 'us-east-1_Given',
      region: 'eu-west-1',
    });

    expect(pool.userPoolId).toBe('us-east-1_Given');
    expect(pool.region).toBe('us-east-1');
    expect(pool.issuer).toBe(
      'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Given',
    );
  });

  it('has the issuer of its AWS partition', async () => {
    const pool = await TestUserPool.create({
      userPoolId: 'cn-northwest-1_Given',
    });

    expect(pool.issuer).toBe(
      'https://cognito-idp.cn-northwest-1.amazonaws.com.cn/cn-northwest-1_Given',
    );
  });

  it('can be an emulator with an issuer of its own', async () => {
    const issuer = 'http://localhost:9229/local_1a2b3c';
    const pool = await TestUserPool.create({
      userPoolId: 'local_1a2b3c',
      issuer,
    });

    expect(pool.region).toBe('eu-west-1');
    expect(pool.issuer).toBe(issuer);
    expect(verified(pool, pool.accessToken())).toMatchObject({ iss: issuer });
  });
});
