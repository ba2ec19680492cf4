import { Controller, Get } from '@nestjs/common';
import {
  CognitoAuthModule,
  CognitoRevocations,
  CognitoVerifier,
  MemoryRevocationStore,
  OptionalAuth,
  type CognitoCommonOptions,
  type CognitoUser,
  type Revocation,
  type RevocationStore,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { request } from '../../support/http.js';
import {
  bootApp,
  express,
  platforms,
  type Platform,
  type RunningApp,
} from '../../support/platforms.js';
import { RecordingLogger } from '../../support/recording-logger.js';

const pool = await TestUserPool.create();
const now = Math.floor(Date.now() / 1000);

@Controller()
class RoutesController {
  @Get()
  guarded() {
    return 'ok';
  }

  @Get('optional')
  @OptionalAuth()
  optional() {}
}

const apps: RunningApp[] = [];

afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
});

/** Boots an instance of the application on a store. */
async function boot(
  store: RevocationStore,
  options: CognitoCommonOptions & { clientId?: null } = {},
  platform: Platform = express,
  logger?: RecordingLogger,
) {
  const app = await bootApp(platform, {
    imports: [
      CognitoAuthModule.forRoot({
        ...pool.options,
        revocations: { store, refreshEvery: 100 },
        globalGuard: true,
        ...options,
      }),
    ],
    controllers: [RoutesController],
    ...(logger && { logger }),
  });
  apps.push(app);
  const verifier = app.app.get(CognitoVerifier);
  return {
    revocations: app.app.get(CognitoRevocations),
    principal: (token: string) => verifier.verify(token),
    ask: (token: string) => request(app.url, { token }),
    askFor: async (token: string, path = '') => {
      const { status, body } = await request(`${app.url}/${path}`, { token });
      return status === 200 ? 200 : body['code'];
    },
  };
}

/** A token of a sign-in, with the ids that Cognito writes. */
const tokenOf = (claims: object = {}) =>
  pool.accessToken({
    username: 'alice',
    sub: 'sub-of-alice',
    claims: { origin_jti: 'sign-in-1', auth_time: now - 60, ...claims },
  });

const stranger = { userPoolId: 'eu-west-1_Other', sub: 'sub-of-alice' };

describe.each(platforms)('A revocation on $name', (platform) => {
  it.each([{}, { tokenCache: false } as const])(
    'refuses a token that was accepted before, with %j',
    async (options) => {
      const one = await boot(new MemoryRevocationStore(), options, platform);
      const token = tokenOf();
      expect(await one.askFor(token)).toBe(200);

      await one.revocations.revokeToken(await one.principal(token));
      const { status, headers, body } = await one.ask(token);
      expect([status, body['code']]).toEqual([401, 'token_revoked']);
      expect(headers['www-authenticate']).toBe(
        'Bearer realm="api", error="invalid_token", error_description="The token was revoked"',
      );
      expect(await one.askFor(token, 'optional')).toBe('token_revoked');
      await expect(one.principal(token)).rejects.toMatchObject({
        code: 'token_revoked',
      });
      expect(await one.askFor(tokenOf())).toBe(200);
    },
  );
});

describe('A revocation', () => {
  it('of a session holds for its refreshed tokens, and for no other', async () => {
    const one = await boot(new MemoryRevocationStore());
    await one.revocations.revokeSession(await one.principal(tokenOf()));

    expect(await one.askFor(tokenOf({ iat: now + 1 }))).toBe('token_revoked');
    expect(await one.askFor(tokenOf({ origin_jti: 'sign-in-2' }))).toBe(200);
  });

  it('of a user compares the time of the sign-in, not of the token', async () => {
    const one = await boot(new MemoryRevocationStore());
    const user = { userPoolId: pool.userPoolId, sub: 'sub-of-alice' };
    await one.revocations.revokeUser(user, new Date(now * 1000));
    const askFor = (authTime: number) =>
      one.askFor(tokenOf({ auth_time: authTime, iat: now + 600, nbf: 0 }));

    expect(await askFor(now - 1)).toBe('token_revoked');
    expect(await askFor(now)).toBe('token_revoked');
    expect(await askFor(now + 1)).toBe(200);
    expect(await one.askFor(tokenOf({ sub: 'sub-of-bob' }))).toBe(200);
  });

  it('is of one pool', async () => {
    const one = await boot(new MemoryRevocationStore());
    await one.revocations.revokeUser(stranger);

    expect(await one.askFor(tokenOf())).toBe(200);
  });

  it('of a client holds for its users and machines', async () => {
    const one = await boot(new MemoryRevocationStore(), { clientId: null });
    const { userPoolId, clientId } = pool;
    await one.revocations.revokeClient({ userPoolId, clientId });

    expect(await one.askFor(tokenOf())).toBe('token_revoked');
    expect(await one.askFor(pool.machineToken())).toBe('token_revoked');
    expect(await one.askFor(pool.machineToken({ clientId: 'other' }))).toBe(
      200,
    );
  });

  it('of a machine by its client id compares `iat`', async () => {
    const one = await boot(new MemoryRevocationStore());
    const { userPoolId, clientId: sub } = pool;
    await one.revocations.revokeUser({ userPoolId, sub }, new Date());

    expect(await one.askFor(pool.machineToken())).toBe('token_revoked');
  });

  it('that could never match is refused, and nothing is stored', async () => {
    const store = new MemoryRevocationStore();
    const one = await boot(store);
    const user = await one.principal(tokenOf({ origin_jti: undefined }));

    await expect(one.revocations.revokeSession(user)).rejects.toThrow(
      'The token has no origin_jti',
    );
    expect(await store.list()).toEqual([]);
  });

  it('needs the option', async () => {
    const app = await bootApp(express, {
      imports: [CognitoAuthModule.forRoot(pool.options)],
    });
    apps.push(app);
    const user = { claims: { jti: 'a' } } as unknown as CognitoUser;

    await expect(
      app.app.get(CognitoRevocations).revokeToken(user),
    ).rejects.toThrow('CognitoRevocations needs the option revocations');
  });

  it('reaches another instance by push at once', async () => {
    const store = new MemoryRevocationStore();
    const slow = { revocations: { store, refreshEvery: 60_000 } };
    const [one, other] = [await boot(store, slow), await boot(store, slow)];
    const token = tokenOf();
    expect(await other.askFor(token)).toBe(200);

    await one.revocations.revokeToken(await one.principal(token));
    await vi.waitFor(async () =>
      expect(await other.askFor(token)).toBe('token_revoked'),
    );
  });

  it('reaches another instance by its next read without push', async () => {
    const memory = new MemoryRevocationStore();
    const store: RevocationStore = {
      list: () => memory.list(),
      add: (revocation) => memory.add(revocation),
    };
    const [one, other] = [await boot(store), await boot(store)];
    const token = tokenOf();
    await one.revocations.revokeToken(await one.principal(token));

    await vi.waitFor(
      async () => expect(await other.askFor(token)).toBe('token_revoked'),
      { timeout: 5_000 },
    );
  });

  it('counts here even if the store does not take it', async () => {
    const store: RevocationStore = {
      list: async () => [],
      add: () => Promise.reject(new Error('the store is down')),
    };
    const one = await boot(store);
    const token = tokenOf();
    const user = await one.principal(token);

    await expect(one.revocations.revokeToken(user)).rejects.toThrow('is down');
    expect(await one.askFor(token)).toBe('token_revoked');
  });

  it('outlives a store that comes back empty', async () => {
    const listed: Revocation[] = [];
    const store: RevocationStore = {
      list: async () => listed.splice(0),
      add: async (revocation) => void listed.push(revocation),
    };
    const one = await boot(store);
    const token = tokenOf();
    await one.revocations.revokeToken(await one.principal(token));
    await new Promise((resolve) => setTimeout(resolve, 300));

    expect(await one.askFor(token)).toBe('token_revoked');
  });
});

describe('A store that fails', () => {
  /** A store whose answer can be exchanged. */
  const storeOf = (list: RevocationStore['list']) => ({
    list,
    add: async () => undefined,
  });
  const down = () => Promise.reject(new Error('connection refused'));
  const revocation = (claims: CognitoUser['claims']): Revocation => ({
    userPoolId: pool.userPoolId,
    kind: 'token',
    id: String(claims['jti']),
    until: now + 3_600,
  });

  it('leaves the last read in force, then 503, and recovers', async () => {
    const logger = new RecordingLogger();
    const store = storeOf(async () => []);
    const revocations = { store, refreshEvery: 100, staleIfError: 400 };
    const one = await boot(store, { revocations }, express, logger);
    const token = tokenOf();
    expect(await one.askFor(token)).toBe(200);
    store.list = down;
    await vi.waitFor(() => expect(logger.lines).toHaveLength(1));

    expect(await one.askFor(token)).toBe(200);
    await vi.waitFor(
      async () =>
        expect(await one.askFor(token)).toBe('revocations_unavailable'),
      { timeout: 5_000 },
    );
    const { status, headers } = await one.ask(token);
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('1');
    store.list = async () => [];
    await vi.waitFor(async () => expect(await one.askFor(token)).toBe(200), {
      timeout: 5_000,
    });
    expect(logger.lines).toEqual([
      'warn The revocations cannot be read: connection refused',
      'log The revocations are read again',
    ]);
  });

  it('still refuses what it listed before', async () => {
    const token = tokenOf();
    const claims = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
    ) as CognitoUser['claims'];
    const store = storeOf(async () => [revocation(claims)]);
    const revocations = { store, refreshEvery: 100, staleIfError: 0 };
    const one = await boot(store, { revocations });
    store.list = down;
    await vi.waitFor(
      async () =>
        expect(await one.askFor(tokenOf())).toBe('revocations_unavailable'),
      { timeout: 5_000 },
    );

    expect(await one.askFor(token)).toBe('token_revoked');
  });

  it('at boot is as with key sets: a warning and 503, or no boot', async () => {
    const store = storeOf(down);
    const one = await boot(store);

    expect(await one.askFor(tokenOf())).toBe('revocations_unavailable');
    await expect(
      boot(store, { keys: { prefetch: 'require' } }),
    ).rejects.toThrow('The revocations cannot be read: connection refused');
  });

  it('that never answers delays no request and no close', async () => {
    const store = storeOf(async () => []);
    const one = await boot(store);
    store.list = () => new Promise(() => undefined);
    const token = tokenOf();
    await new Promise((resolve) => setTimeout(resolve, 250));

    expect(await one.askFor(token)).toBe(200);
    const begun = performance.now();
    await apps.pop()?.close();
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it('that returns rubbish lets nobody in whom it also lists', async () => {
    const token = tokenOf();
    const claims = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
    ) as CognitoUser['claims'];
    const rubbish = [null, 7, {}, { kind: 'planet' }, [], 'x'];
    const logger = new RecordingLogger();
    const store = storeOf(
      async () => [...rubbish, revocation(claims)] as Revocation[],
    );
    const one = await boot(store, {}, express, logger);

    expect(await one.askFor(token)).toBe('token_revoked');
    expect(await one.askFor(tokenOf())).toBe(200);
    expect(logger.lines).toEqual([
      'warn 6 revocations of the store are unusable',
    ]);
  });

  it('to tell of changes is read at intervals all the same', async () => {
    const logger = new RecordingLogger();
    const listed: Revocation[] = [];
    const store = {
      ...storeOf(async () => listed),
      subscribe: () => {
        throw new Error('no channel');
      },
    };
    const one = await boot(store, {}, express, logger);
    const token = tokenOf();
    const { claims } = await one.principal(token);
    listed.push(revocation(claims));

    await vi.waitFor(
      async () => expect(await one.askFor(token)).toBe('token_revoked'),
      { timeout: 5_000 },
    );
    expect(logger.lines).toEqual(['warn No push of revocations: no channel']);
  });

  it('that returns no list is not believed', async () => {
    const one = await boot(storeOf(async () => 'none' as never));

    expect(await one.askFor(tokenOf())).toBe('revocations_unavailable');
  });
});
