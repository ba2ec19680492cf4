import { describe, expect, it } from 'vitest';
import { describeRoutes, pool } from './authorization.fixture.js';

describeRoutes('levels of decorators', (ask) => {
  describe.each(['admin', 'inherited'])('the levels of /%s', (base) => {
    const admin = { groups: ['admin'], scopes: ['admin/all'] };

    it('applies what the class requires', async () => {
      expect((await ask(base, pool.accessToken(admin))).status).toBe(200);
      const answer = await ask(base, pool.accessToken({ groups: ['admin'] }));
      expect(answer.body['code']).toBe('scope_missing');
    });

    it('replaces the same decorator, and keeps the others', async () => {
      const editor = { groups: ['editor'], scopes: ['admin/all'] };
      const path = `${base}/editors`;
      expect((await ask(path, pool.accessToken(editor))).status).toBe(200);
      expect((await ask(path, pool.accessToken(admin))).body['code']).toBe(
        'group_missing',
      );
      const unscoped = pool.accessToken({ groups: ['editor'] });
      expect((await ask(path, unscoped)).body['code']).toBe('scope_missing');
    });

    it('opens a @Public() handler, and reads no token there', async () => {
      for (const token of [undefined, 'garbage', pool.accessToken(admin)]) {
        const answer = await ask(`${base}/open`, token);
        expect(answer.status).toBe(200);
        expect(answer.body).toEqual({ user: null });
      }
    });

    it('lets anonymous callers in at @OptionalAuth(), but no bad token', async () => {
      const path = `${base}/optional`;
      expect((await ask(path)).body).toEqual({ username: null });
      const bob = pool.accessToken({ username: 'bob' });
      expect((await ask(path, bob)).body).toEqual({ username: 'bob' });
      const expired = pool.accessToken({ expiresIn: -10 });
      expect((await ask(path, expired)).body['code']).toBe('token_expired');
      expect((await ask(path, 'garbage')).status).toBe(401);
    });
  });

  it('closes a handler with a requirement in a @Public() class', async () => {
    expect((await ask('open')).status).toBe(200);
    expect((await ask('open/closed')).status).toBe(401);
    const member = pool.accessToken();
    expect((await ask('open/closed', member)).status).toBe(403);
    const admin = pool.accessToken({ groups: ['admin'] });
    expect((await ask('open/closed', admin)).status).toBe(200);
  });
});
