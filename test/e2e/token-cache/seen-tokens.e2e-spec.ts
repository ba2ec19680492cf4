import type { CognitoUser } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { expect, it } from 'vitest';
import { request } from '../../support/http.js';
import {
  codeOf,
  describeSeenTokens,
  handled,
  pool,
} from './seen-tokens.fixture.js';

describeSeenTokens('A token that is sent again', (boot) => {
  it('is held against the route and validate each time', async () => {
    let calls = 0;
    const app = await boot({
      validate: ({ sub }) => {
        calls += 1;
        return calls < 4 && { sub, calls };
      },
    });
    const token = pool.accessToken({ sub: 'me' });
    for (const expected of [1, 2]) {
      const { body } = await request(app.url, { token });
      expect(body).toEqual({ sub: 'me', calls: expected });
    }
    expect(await codeOf(app, token, 'admin')).toBe('group_missing');
    expect(await codeOf(app, token)).toBe('user_refused');
  });

  it('has one frozen principal for all its requests', async () => {
    const app = await boot();
    const token = pool.accessToken({ groups: ['admin'] });
    handled.clear();
    await codeOf(app, token);
    await codeOf(app, token);
    expect(handled.size).toBe(1);
    const [groups] = [...handled].map((user) => user.groups as string[]);
    expect(groups).toEqual(['admin']);
    expect(() => groups?.push('root')).toThrow('not extensible');
  });

  it('has one principal that validate is given each time', async () => {
    const principals = new Set<CognitoUser>();
    const app = await boot({ validate: (user) => principals.add(user) });
    const token = pool.accessToken();
    await codeOf(app, token);
    await codeOf(app, token);
    expect(principals.size).toBe(1);
  });

  it.each([
    ['made room for by forged ones', 'impostor', 1],
    ['pushed out by good ones only', 'pool', 2],
  ])('is not %s', async (_, signer, verifications) => {
    const impostor = await TestUserPool.create(pool);
    const principals = new Set<CognitoUser>();
    const app = await boot({
      tokenCache: { maxEntries: 1 },
      validate: (user) => principals.add(user),
    });
    const token = pool.accessToken({ username: 'alice' });
    await codeOf(app, token);
    const others = signer === 'pool' ? pool : impostor;
    await codeOf(app, others.accessToken({ username: 'bob' }));
    await codeOf(app, token);
    const ofAlice = [...principals].filter((user) => user.username === 'alice');
    expect(ofAlice).toHaveLength(verifications);
  });

  it('is verified anew each time where the cache is off', async () => {
    const principals = new Set<CognitoUser>();
    const app = await boot({
      tokenCache: false,
      validate: (user) => principals.add(user),
    });
    const token = pool.accessToken();
    await codeOf(app, token);
    await codeOf(app, token);
    expect(principals.size).toBe(2);
  });
});
