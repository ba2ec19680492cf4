import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request, type RequestOptions } from '../../support/http.js';
import { bootWithLeftover, pool } from '../../support/leftover-user.app.js';
import { platforms, type RunningApp } from '../../support/platforms.js';

const token = pool.accessToken({ sub: 'me' });
const me = { user: { sub: 'me' }, sub: 'me', claim: 'me' };

describe.each(platforms)(
  'Where middleware leaves a user on $name, the current one',
  (platform) => {
    let app: RunningApp;

    beforeAll(async () => {
      app = await bootWithLeftover(platform);
    });

    afterAll(() => app.close());

    /** What a route tells of whom it sees. */
    const seen = async (path: string, options: RequestOptions = {}) => {
      const { status, body } = await request(`${app.url}/${path}`, options);
      expect(status).toBe(200);
      return body;
    };

    it('is nobody on a public route, with a token or without', async () => {
      expect(await seen('public')).toEqual({});
      expect(await seen('public', { token })).toEqual({});
    });

    it('is nobody where a token is optional and missing', async () => {
      expect(await seen('optional')).toEqual({});
    });

    it('is the caller where a token is optional and there', async () => {
      expect(await seen('optional', { token })).toEqual(me);
    });

    it('is the caller as an interceptor left him, but nobody of its own', async () => {
      expect(await seen('enriched', { token })).toEqual({
        ...me,
        user: { sub: 'me', tenant: 'acme' },
        tenant: 'acme',
      });
      expect(await seen('enriched')).toEqual({});
    });

    it('is whom AuthGuard finds after a guard that let everybody in', async () => {
      expect(await seen('composed', { token })).toEqual(me);
      const headers = { 'x-api-key': 'key' };
      expect(await seen('composed', { headers })).toEqual({
        user: { robot: true },
      });
      expect((await request(`${app.url}/composed`)).status).toBe(401);
    });

    it('is whom AuthGuard finds before such a guard', async () => {
      expect(await seen('passport-first', { token })).toEqual(me);
    });

    it('is whom another guard finds where no CognitoGuard runs', async () => {
      expect(await seen('own', { token })).toEqual({
        user: { sub: 'own' },
        sub: 'own',
      });
    });
  },
);
