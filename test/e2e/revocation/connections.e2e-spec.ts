import {
  CognitoRevocations,
  CognitoVerifier,
  MemoryRevocationStore,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunningApp } from '../../support/platforms.js';
import { expectNoUnhandledRejection } from '../../support/unhandled-rejections.js';
import {
  pool as graphqlPool,
  servers,
} from '../transports/graphql/graphql.fixture.js';
import {
  bootSubscriptions,
  SubscriptionClient,
} from '../transports/graphql/subscriptions.fixture.js';
import {
  refusalOf,
  targets,
  type TestClient,
} from '../transports/websockets/clients.fixture.js';
import { bootRooms, Seen } from '../transports/websockets/rooms.fixture.js';

const pool = await TestUserPool.create();
const revoked = refusalOf('token_revoked', 'The token was revoked');

const revoke = async ({ app }: RunningApp, token: string) =>
  app
    .get(CognitoRevocations)
    .revokeToken(await app.get(CognitoVerifier).verify(token));

describe.each(targets)('A client of $name', (target) => {
  const ends: (() => unknown)[] = [];

  expectNoUnhandledRejection();

  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) {
      await end();
    }
  });

  const boot = async (options: object = {}) => {
    const store = new MemoryRevocationStore();
    const app = await bootRooms(target, new Seen(), {
      ...pool.options,
      revocations: { store, refreshEvery: 60_000 },
      ...options,
    });
    ends.push(() => app.close());
    return { app, store };
  };

  const connect = async (
    app: RunningApp,
    token: string,
  ): Promise<TestClient> => {
    const client = target.connect(app, { token });
    ends.push(() => client.close());
    await client.opened;
    expect((await client.ask('who')).event).toBe('you');
    return client;
  };

  it.each(['close', 'refuse'] as const)(
    'is closed once its token is revoked, with onExpiry: %s',
    async (onExpiry) => {
      const { app } = await boot({ connections: { onExpiry } });
      const [token, other] = [pool.accessToken(), pool.accessToken()];
      const [client, bystander] = [
        await connect(app, token),
        await connect(app, other),
      ];
      await revoke(app, token);

      expect(await client.next()).toEqual(revoked);
      const end = await client.closed();
      if (target.library === 'ws') {
        expect(end).toEqual({ code: 4401, reason: 'token_revoked' });
      }
      expect((await bystander.ask('say', 'hello')).event).toBe('said');
    },
  );

  it('is closed by a revocation of another instance', async () => {
    const store = new MemoryRevocationStore();
    const revocations = { store, refreshEvery: 60_000 };
    const { app: one } = await boot({ revocations });
    const { app: other } = await boot({ revocations });
    const token = pool.accessToken();
    const client = await connect(other, token);
    await revoke(one, token);

    expect(await client.next()).toEqual(revoked);
    await client.closed();
  });

  it('is judged by the token it renewed with', async () => {
    const { app } = await boot();
    const [old, renewed] = [pool.accessToken(), pool.accessToken()];
    const client = await connect(app, old);
    expect((await client.ask('renew', renewed)).event).toBe('renewed');
    await revoke(app, old);
    expect((await client.ask('say', 'hello')).event).toBe('said');
    await revoke(app, renewed);

    expect(await client.next()).toEqual(revoked);
    await client.closed();
  });

  it('is closed if its token is revoked while validate runs', async () => {
    let admit = (): void => undefined;
    const waits = new Promise<void>((resolve) => (admit = resolve));
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const { app } = await boot({
      validate: async (user: object) => {
        begin();
        await waits;
        return user;
      },
    });
    const token = pool.accessToken();
    const client = target.connect(app, { token });
    ends.push(() => client.close());
    await begun;
    await revoke(app, token);
    admit();

    expect(await client.next()).toEqual(revoked);
    await client.closed();
  });
});

describe.each(servers)('A subscription on $name', (server) => {
  it('is closed once its token is revoked', async () => {
    const store = new MemoryRevocationStore();
    const app = await bootSubscriptions(server, {
      revocations: { store, refreshEvery: 60_000 },
    });
    const token = graphqlPool.accessToken({ username: 'alice' });
    const authorization = `Bearer ${token}`;
    const client = await SubscriptionClient.connect(app, { authorization });
    try {
      const ticks = 'subscription { ticks }';
      expect(await client.first(ticks)).toEqual({ data: { ticks: 'alice' } });
      await revoke(app, token);

      expect(await client.closed).toEqual({
        code: 4403,
        reason: 'token_revoked',
      });
    } finally {
      await client.close();
      await app.close();
    }
  });
});
