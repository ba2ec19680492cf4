import { Controller, Get } from '@nestjs/common';
import {
  CognitoAuthModule,
  CurrentUser,
  Groups,
  type CognitoCommonOptions,
  type CognitoUser,
  type CognitoUserPoolOptions,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { request } from '../support/http.js';
import { bootApp, platforms, type RunningApp } from '../support/platforms.js';

let pool: TestUserPool;
const open: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  pool = await TestUserPool.create();
});

afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(open.splice(0).map((close) => close()));
});

@Controller()
class CachedController {
  @Get()
  me(@CurrentUser() user: CognitoUser & { calls?: number }) {
    return { sub: user.sub, calls: user.calls };
  }

  @Get('admin')
  @Groups('admin')
  admin() {
    return {};
  }
}

/** Moves the wall clock, and nothing else. */
const setClock = (seconds: number) =>
  vi.useFakeTimers({ toFake: ['Date'], now: seconds * 1000 });

describe.each(platforms)('a token seen before on $name', (platform) => {
  const boot = async (
    options: CognitoCommonOptions & Partial<CognitoUserPoolOptions> = {},
  ): Promise<RunningApp> => {
    const { userPoolId, clientId, jwks } = pool.options;
    const pinned = 'jwksUri' in options ? {} : { jwks };
    const app = await bootApp(platform, {
      controllers: [CachedController],
      imports: [
        CognitoAuthModule.forRoot({
          userPoolId,
          clientId,
          ...pinned,
          ...options,
          globalGuard: true,
        }),
      ],
    });
    open.push(app.close);
    return app;
  };

  const codeOf = async (app: RunningApp, token: string, path = '') => {
    const { status, body } = await request(`${app.url}/${path}`, { token });
    return status === 200 ? 200 : body['code'];
  };

  it('ends at its exp, to the second', async () => {
    const now = Math.floor(Date.now() / 1000);
    const app = await boot({ clockTolerance: 5 });
    const token = pool.accessToken({ claims: { exp: now + 100 } });
    expect(await codeOf(app, token)).toBe(200);
    setClock(now + 104.999);
    expect(await codeOf(app, token)).toBe(200);
    setClock(now + 105);
    expect(await codeOf(app, token)).toBe('token_expired');
  });

  it('ends when it is too old', async () => {
    const now = Math.floor(Date.now() / 1000);
    const app = await boot({ maxTokenAge: 60 });
    const token = pool.accessToken({ claims: { iat: now } });
    expect(await codeOf(app, token)).toBe(200);
    setClock(now + 60);
    expect(await codeOf(app, token)).toBe('token_expired');
  });

  it('is not valid again before its time when the clock is set back', async () => {
    const now = Math.floor(Date.now() / 1000);
    const app = await boot();
    const token = pool.accessToken({ claims: { nbf: now - 10 } });
    expect(await codeOf(app, token)).toBe(200);
    setClock(now - 11);
    expect(await codeOf(app, token)).toBe('token_not_active');
  });

  it('goes with its signing key, and no sooner', async () => {
    const rotating = await TestUserPool.create();
    const server = await rotating.listen();
    open.push(() => server.close());
    const app = await boot({
      userPoolId: rotating.userPoolId,
      clientId: rotating.clientId,
      jwksUri: server.jwksUri,
      keys: { unknownKeyCooldown: 1 },
    });
    const token = rotating.accessToken();
    expect(await codeOf(app, token)).toBe(200);
    await rotating.rotateKeys({ keepOld: true });
    expect(await codeOf(app, rotating.accessToken())).toBe(200);
    expect(await codeOf(app, token)).toBe(200);
    await rotating.rotateKeys();
    expect(await codeOf(app, rotating.accessToken())).toBe(200);
    expect(await codeOf(app, token)).toBe('signature_invalid');
  });

  it('goes when its keys may no longer be trusted', async () => {
    const server = await pool.listen();
    open.push(() => server.close());
    const app = await boot({
      jwksUri: server.jwksUri,
      keys: { maxAge: 200, staleIfError: 200 },
    });
    const token = pool.accessToken();
    expect(await codeOf(app, token)).toBe(200);
    server.goDown();
    await vi.waitFor(
      async () => expect(await codeOf(app, token)).toBe('keys_unavailable'),
      { timeout: 10_000, interval: 50 },
    );
  });

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
    const principals = new Set<CognitoUser>();
    const app = await boot({ validate: (user) => principals.add(user) });
    const token = pool.accessToken({ groups: ['admin'] });
    await codeOf(app, token);
    await codeOf(app, token);
    expect(principals.size).toBe(1);
    const [groups] = [...principals].map(({ groups }) => groups as string[]);
    expect(groups).toEqual(['admin']);
    expect(() => groups?.push('root')).toThrow('not extensible');
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
