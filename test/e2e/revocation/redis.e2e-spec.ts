import { fileURLToPath } from 'node:url';
import { RedisRevocationStore } from 'nestjs-cognito-auth/redis';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import { startProgram } from '../../support/program.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { isMissing } from '../../support/servers/programs.js';
import { startRedis } from '../../support/servers/redis.js';
import type { TestServer } from '../../support/servers/server.js';
import { expectNoUnhandledRejection } from '../../support/unhandled-rejections.js';
import { answerOf, bootInstance, connectTo, signOut } from './redis.fixture.js';

const pool = await TestUserPool.create();
const now = Math.floor(Date.now() / 1000);

/** Milliseconds in which a push arrives, and a factor for a busy machine. */
const pushLimit = 200 * 5;

/** A token of a new sign-in of alice, or of the given one. */
let signIns = 0;
const tokenOf = (claims: object = {}) => {
  signIns += 1;
  const signIn = { origin_jti: `sign-in-${signIns}`, auth_time: now - 60 };
  return pool.accessToken({
    username: 'alice',
    sub: 'sub-of-alice',
    claims: { ...signIn, ...claims },
  });
};

describe.skipIf(isMissing('redis-server'))('RedisRevocationStore', () => {
  let redis: TestServer;
  const ends: (() => unknown)[] = [];

  expectNoUnhandledRejection();

  beforeAll(async () => {
    redis = await startRedis();
  });

  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) {
      await end();
    }
  });

  afterAll(() => redis.stop());

  const boot = async (options: Parameters<typeof bootInstance>[2] = {}) => {
    const instance = await bootInstance(pool.options, redis.port, options);
    ends.push(instance.close);
    return instance;
  };

  const start = async () => {
    const program = startProgram(
      process.execPath,
      [
        ...['--import', pathOf('../../support/typescript-hooks.mjs')],
        pathOf('./instance.process.ts'),
        JSON.stringify(pool.options),
        String(redis.port),
      ],
      { cwd: process.cwd(), env: process.env },
    );
    ends.push(async () => {
      program.signal('SIGTERM');
      await Promise.race([
        program.exitCode,
        new Promise((resolve) => setTimeout(resolve, 5_000)),
      ]);
      program.kill();
    });
    const output = await program.written(/listens on \S+ /);
    return /listens on (\S+) /.exec(output)?.[1] ?? '';
  };

  const refusedAt = (url: string, token: string, timeout = pushLimit) =>
    vi.waitFor(
      async () => expect(await answerOf(url, token)).toBe('token_revoked'),
      { timeout, interval: 10 },
    );

  /** The number of connections to this server that wait for messages. */
  const subscribersOf = async (client: Awaited<ReturnType<typeof connectTo>>) =>
    (await client.clientList()).filter(({ flags }) => flags.includes('P'))
      .length;

  it('signs out at one process what another revoked', async () => {
    const [{ url: here }, there] = await Promise.all([boot(), start()]);
    const [token, other] = [tokenOf(), tokenOf()];
    expect(await answerOf(there, token)).toBe(200);
    expect(await answerOf(there, other)).toBe(200);

    expect(await signOut(here, token)).toBe(201);
    expect(await answerOf(here, token)).toBe('token_revoked');
    await refusedAt(there, token);
    expect(await answerOf(there, other)).toBe(200);
  });

  it('holds for tokens that are refreshed later', async () => {
    const [one, other] = [await boot(), await boot()];
    const token = tokenOf({ origin_jti: 'refreshed' });
    await one.signOut(token);
    await refusedAt(other.url, token);

    const refreshed = tokenOf({ origin_jti: 'refreshed', iat: now + 1 });
    expect(await other.askFor(refreshed)).toBe('token_revoked');
  });

  it('lets a new sign-in in after a user was revoked', async () => {
    const [one, other] = [await boot(), await boot()];
    const token = tokenOf({ sub: 'sub-of-bob' });
    const { userPoolId } = pool;
    await one.revocations.revokeUser({ userPoolId, sub: 'sub-of-bob' });
    await refusedAt(other.url, token);

    const later = { sub: 'sub-of-bob', auth_time: now + 600 };
    expect(await other.askFor(tokenOf(later))).toBe(200);
  });

  it('is read within refreshEvery where nothing is pushed', async () => {
    const slow = { pushes: false, refreshEvery: 100 };
    const [one, other] = [await boot(slow), await boot(slow)];
    const token = tokenOf();
    expect(await other.askFor(token)).toBe(200);
    await one.signOut(token);

    await refusedAt(other.url, token, 100 * 20);
  });

  it('is read within refreshEvery by a user who may not subscribe', async () => {
    const client = await connectTo(redis.port);
    ends.push(() => client.destroy());
    const rights = ['on', 'nopass', 'allkeys', 'allchannels', '+@all'];
    await client.aclSetUser('deaf', [...rights, '-subscribe']);
    const logger = new RecordingLogger();
    const options = { username: 'deaf', logger, refreshEvery: 100 };
    const [one, other] = [await boot(), await boot(options)];
    await vi.waitFor(() =>
      expect(logger.lines).toEqual([
        expect.stringMatching(/^warn No push of revocations: .*subscribe/),
      ]),
    );

    const token = tokenOf();
    await one.signOut(token);
    await refusedAt(other.url, token, 100 * 20);
  });

  it('deletes what has ended, and keeps what a fast clock would', async () => {
    const client = await connectTo(redis.port);
    ends.push(() => client.destroy());
    const one = await boot();
    const key = 'nestjs-cognito-auth:revocations';
    await client.del(key);
    const entry = { userPoolId: pool.userPoolId, kind: 'token' as const };
    await one.store.add({ ...entry, id: 'ended', until: now - 3_600 });
    await one.store.add({ ...entry, id: 'just ended', until: now - 60 });
    await one.store.add({ ...entry, id: 'valid', until: now + 60 });
    await client.zAdd(key, { score: now + 60, value: 'no JSON' });

    const listed = await one.store.list();
    expect(listed.map((found) => found?.id)).toEqual([
      'just ended',
      undefined,
      'valid',
    ]);
    expect(await client.zCard(key)).toBe(3);
  });

  it('shares nothing with another key', async () => {
    const one = await boot();
    const client = await connectTo(redis.port);
    ends.push(() => client.destroy());
    const other = new RedisRevocationStore(client, { key: 'other' });
    await one.signOut(tokenOf());

    expect(await other.list()).toEqual([]);
  });

  it('ends its connection with close() and with the application', async () => {
    const client = await connectTo(redis.port);
    ends.push(() => client.destroy());
    const connections = () => subscribersOf(client);
    await vi.waitFor(async () => expect(await connections()).toBe(0));
    const one = await boot();
    await vi.waitFor(async () => expect(await connections()).toBe(1));
    await ends.pop()?.();
    await vi.waitFor(async () => expect(await connections()).toBe(0));

    one.store.close();
    const open = await boot();
    await vi.waitFor(async () => expect(await connections()).toBe(1));
    open.store.close();
    await vi.waitFor(async () => expect(await connections()).toBe(0));
  });

  it('tells of a change after its connection broke, and until it ends', async () => {
    const logger = new RecordingLogger();
    const { client } = await boot({ pushes: false, logger });
    const store = new RedisRevocationStore(client);
    const changed = vi.fn();
    const end = store.subscribe(changed);
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(2));

    await client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'pubsub']);
    await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(3));
    end();
    end();
    store.close();
    expect(await subscribersOf(client)).toBe(0);
    expect(logger.lines.join()).not.toContain('No push');
  });

  it('leaves no connection if it ends while it connects', async () => {
    const logger = new RecordingLogger();
    const { client } = await boot({ pushes: false, logger });
    const store = new RedisRevocationStore(client);
    const changed = vi.fn();
    const { length } = await client.clientList();
    store.subscribe(changed)();
    await new Promise((resolve) => setTimeout(resolve, 200));

    expect(changed).not.toHaveBeenCalled();
    expect(await client.clientList()).toHaveLength(length);
    expect(logger.lines.join()).not.toContain('No push');
  });

  it('does not wait for a connection', async () => {
    const client = await connectTo(redis.port);
    client.destroy();
    const store = new RedisRevocationStore(client);
    const notConnected = new Error('Redis is not connected');
    const entry = { userPoolId: pool.userPoolId, kind: 'user' as const };

    await expect(store.list()).rejects.toEqual(notConnected);
    await expect(
      store.add({ ...entry, id: 'sub', until: now + 60 }),
    ).rejects.toEqual(notConnected);
  });

  it('outlives a Redis that stops and comes back empty', async () => {
    const bounds = { refreshEvery: 100, staleIfError: 60_000 };
    const [one, other] = [await boot(bounds), await boot(bounds)];
    const [first, second] = [tokenOf(), tokenOf()];
    await one.signOut(first);
    await refusedAt(other.url, first);

    await redis.stop();
    await vi.waitFor(() => expect(one.client.isReady).toBe(false));
    expect(await other.askFor(second)).toBe(200);
    expect(await one.signOut(second)).toBe(500);
    expect(await one.askFor(second)).toBe('token_revoked');
    redis = await startRedis(redis.port);
    await vi.waitFor(() => expect(one.client.isReady).toBe(true), 10_000);

    expect(await one.askFor(first)).toBe('token_revoked');
    expect(await other.askFor(first)).toBe('token_revoked');
    const third = tokenOf();
    expect(await one.signOut(third)).toBe(201);
    await refusedAt(other.url, third, 5_000);
  });

  it('is refused with 503 once Redis is away for too long', async () => {
    const one = await boot({ refreshEvery: 100, staleIfError: 100 });
    const token = tokenOf();
    expect(await one.askFor(token)).toBe(200);
    await redis.stop();

    const answers = (code: unknown) =>
      vi.waitFor(
        async () => expect(await one.askFor(token)).toBe(code),
        10_000,
      );
    await answers('revocations_unavailable');
    redis = await startRedis(redis.port);
    await answers(200);
  });
});

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
