import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { kidOf, verified } from './tokens.fixture.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const aUuid = expect.stringMatching(uuid) as unknown;
const aTime = expect.any(Number) as unknown;
const times = { auth_time: aTime, exp: aTime, iat: aTime };

let pool: TestUserPool;
beforeAll(async () => {
  pool = await TestUserPool.create();
});

describe('accessToken', () => {
  it('has the claims of a Cognito access token, and no others', () => {
    expect(verified(pool, pool.accessToken())).toStrictEqual({
      sub: aUuid,
      iss: pool.issuer,
      client_id: pool.clientId,
      origin_jti: aUuid,
      event_id: aUuid,
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      ...times,
      jti: aUuid,
      username: 'alice',
      version: 2,
    });
  });

  it('speaks of the user asked for', () => {
    const token = pool.accessToken({
      username: 'bob',
      sub: '5c0a7e0e-0000-4000-8000-000000000001',
      groups: ['admin', 'a,b'],
      scopes: ['openid', 'orders/read'],
      clientId: 'another-client',
    });

    expect(verified(pool, token)).toMatchObject({
      username: 'bob',
      sub: '5c0a7e0e-0000-4000-8000-000000000001',
      'cognito:groups': ['admin', 'a,b'],
      scope: 'openid orders/read',
      client_id: 'another-client',
    });
  });

  it('leaves out empty groups and scopes', () => {
    const claims = verified(pool, pool.accessToken({ groups: [], scopes: [] }));

    expect(claims).toHaveProperty('username', 'alice');
    expect(claims).not.toHaveProperty('cognito:groups');
    expect(claims).not.toHaveProperty('scope');
  });
});

describe('idToken', () => {
  it('has the claims of a Cognito ID token, and no others', () => {
    expect(verified(pool, pool.idToken())).toStrictEqual({
      sub: aUuid,
      aud: pool.clientId,
      iss: pool.issuer,
      at_hash: expect.stringMatching(/^[\w-]{22}$/) as unknown,
      origin_jti: aUuid,
      event_id: aUuid,
      token_use: 'id',
      ...times,
      jti: aUuid,
      'cognito:username': 'alice',
      email: 'alice@example.com',
      email_verified: true,
    });
  });

  it('speaks of the user asked for, without scopes', () => {
    const token = pool.idToken({
      username: 'bob',
      sub: 'bob-sub',
      email: 'bob@example.org',
      groups: ['admin'],
      scopes: ['openid'],
      clientId: 'another-client',
    });
    const claims = verified(pool, token);

    expect(claims).toMatchObject({
      'cognito:username': 'bob',
      sub: 'bob-sub',
      email: 'bob@example.org',
      'cognito:groups': ['admin'],
      aud: 'another-client',
    });
    expect(claims).not.toHaveProperty('scope');
  });

  it('is signed with another key than the access token', () => {
    expect(kidOf(pool.idToken())).not.toBe(kidOf(pool.accessToken()));
    expect(kidOf(pool.idToken())).toBe(kidOf(pool.idToken()));
  });
});

describe('machineToken', () => {
  it('has the claims of a client credentials token, and no others', () => {
    const token = pool.machineToken({
      scopes: ['orders/read', 'orders/write'],
    });

    expect(verified(pool, token)).toStrictEqual({
      sub: pool.clientId,
      iss: pool.issuer,
      client_id: pool.clientId,
      token_use: 'access',
      scope: 'orders/read orders/write',
      ...times,
      jti: aUuid,
      version: 2,
    });
  });

  it('has no scope unless one is granted', () => {
    expect(verified(pool, pool.machineToken())).not.toHaveProperty('scope');
  });

  it('is of the client asked for, signed with the access token key', () => {
    const token = pool.machineToken({ clientId: 'robot' });

    expect(verified(pool, token)).toMatchObject({
      sub: 'robot',
      client_id: 'robot',
    });
    expect(kidOf(token)).toBe(kidOf(pool.accessToken()));
  });
});

describe('sub', () => {
  it('is the same for all tokens of a user, and another for another', () => {
    const sub = verified(pool, pool.accessToken())?.sub;

    expect(verified(pool, pool.idToken())?.sub).toBe(sub);
    expect(verified(pool, pool.accessToken({ username: 'bob' }))?.sub).not.toBe(
      sub,
    );
  });
});
