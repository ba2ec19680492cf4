import { expect, it } from 'vitest';
import {
  challengeOf,
  describeRoutes,
  otherPool,
  pool,
} from './authorization.fixture.js';

describeRoutes('authorization', (ask) => {
  it('lets any good token in where nothing more is required', async () => {
    const answer = await ask('route/any', pool.accessToken({ sub: 'me' }));
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ sub: 'me' });
  });

  it('narrows token_use to what the route accepts', async () => {
    expect((await ask('route/id', pool.idToken())).status).toBe(200);
    const answer = await ask('route/id', pool.accessToken());
    expect(answer.status).toBe(401);
    expect(answer.body['code']).toBe('token_use_mismatch');
    expect(answer.headers['www-authenticate']).toContain(
      'error="invalid_token"',
    );
  });

  it('never widens token_use beyond what the pool accepts', async () => {
    const answer = await ask('route/id', otherPool.idToken());
    expect(answer.body['code']).toBe('token_use_mismatch');
  });

  it('lets only callers of the named user pools in', async () => {
    expect((await ask('route/staff', otherPool.accessToken())).status).toBe(
      200,
    );
    const answer = await ask('route/staff', pool.accessToken());
    expect(answer.status).toBe(403);
    expect(answer.body['code']).toBe('user_pool_mismatch');
  });

  it('asks for a step-up in the words of RFC 9470', async () => {
    const now = Math.floor(Date.now() / 1000);
    const strong = { auth_time: now - 10, acr: 'loa:4', amr: ['otp', 'mfa'] };
    const good = pool.accessToken({ claims: strong });
    expect((await ask('route/step-up', good)).status).toBe(200);
    for (const weak of [
      { auth_time: now - 400 },
      { auth_time: now + 400 },
      { auth_time: undefined },
      { auth_time: String(now) },
      { acr: 'loa:1' },
      { acr: ['loa:4'] },
      { acr: undefined },
      { amr: ['mfa'] },
      { amr: 'mfa otp' },
      { amr: undefined },
    ]) {
      const token = pool.accessToken({ claims: { ...strong, ...weak } });
      const answer = await ask('route/step-up', token);
      expect(answer.status).toBe(401);
      expect(answer.body).toEqual({
        statusCode: 401,
        error: 'Unauthorized',
        message: 'A more recent or stronger sign-in is required',
        code: 'step_up_required',
      });
      expect(answer.headers['www-authenticate']).toBe(
        challengeOf(
          'insufficient_user_authentication',
          'A more recent or stronger sign-in is required',
          ', max_age="300", acr_values="loa:3 loa:4"',
        ),
      );
    }
  });

  it('asks every policy', async () => {
    const alice = pool.accessToken({ username: 'alice' });
    expect((await ask('route/policy', alice)).status).toBe(200);
    for (const token of [
      pool.accessToken({ username: 'bob' }),
      pool.accessToken({ username: 'alice', groups: ['banned'] }),
    ]) {
      const answer = await ask('route/policy', token);
      expect(answer.status).toBe(403);
      expect(answer.body['code']).toBe('policy_refused');
    }
  });

  it.each([
    [['admin'], ['orders/write'], 201],
    [['admin'], [], 403],
    [[], ['orders/write'], 403],
    [['admin', 'banned'], ['orders/write'], 403],
  ])(
    'applies different requirements together: %j %j %i',
    async (groups, scopes, status) => {
      const token = pool.accessToken({ groups, scopes });
      const answer = await ask('route/several', token, 'POST');
      expect(answer.status).toBe(status);
    },
  );
});
