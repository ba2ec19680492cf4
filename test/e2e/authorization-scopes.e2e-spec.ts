import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bootAuthorizationApp,
  challengeOf,
  type AuthorizationApp,
} from '../support/authorization.app.js';
import { platforms } from '../support/platforms.js';

let pool: TestUserPool;
let otherPool: TestUserPool;

beforeAll(async () => {
  pool = await TestUserPool.create();
  otherPool = await TestUserPool.create();
});

describe.each(platforms)('scopes on $name', (platform) => {
  let app: AuthorizationApp;

  beforeAll(async () => {
    app = await bootAuthorizationApp(platform, pool, otherPool);
  });

  afterAll(() => app.close());

  const ask: AuthorizationApp['ask'] = (...request) => app.ask(...request);

  it.each([
    ['scopes', ['orders/read', 'orders/write'], 200],
    ['scopes', ['orders/read'], 403],
    ['scopes', ['orders/read', 'orders/write-all'], 403],
    ['scopes', ['orders/read', 'ORDERS/WRITE'], 403],
    ['scopes', [], 403],
    ['any-scope', ['orders/write'], 200],
    ['any-scope', ['orders/read-all'], 403],
  ])('%s with scopes %j answers %i', async (path, scopes, status) => {
    for (const token of [
      pool.accessToken({ scopes }),
      pool.machineToken({ scopes }),
    ]) {
      const answer = await ask(`route/${path}`, token);
      expect(answer.status).toBe(status);
      if (status === 403) {
        expect(answer.body['code']).toBe('scope_missing');
        expect(answer.headers['www-authenticate']).toBe(
          challengeOf(
            'insufficient_scope',
            'The token lacks a required scope',
            ', scope="orders/read orders/write"',
          ),
        );
      }
    }
  });

  it('takes no scopes from an ID token', async () => {
    const token = pool.idToken({
      claims: { scope: 'orders/read orders/write' },
    });
    const answer = await ask('route/scopes', token);
    expect(answer.body['code']).toBe('scope_missing');
  });
});
