import { expect, it } from 'vitest';
import { challengeOf, describeRoutes, pool } from './authorization.fixture.js';

describeRoutes('scopes', (ask) => {
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
