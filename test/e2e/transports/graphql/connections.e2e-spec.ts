import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, type Client } from 'graphql-ws';
import {
  CognitoSubscriptions,
  fromBearerHeader,
  fromConnection,
  fromCookie,
  type CognitoCommonOptions,
} from 'nestjs-cognito-auth';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { RunningApp } from '../../../support/platforms.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { expectNoUnhandledRejection } from '../../../support/unhandled-rejections.js';
import { mercurius, pool, servers } from './graphql.fixture.js';
import {
  bootSubscriptions,
  SubscriptionClient,
} from './subscriptions.fixture.js';

const token = pool.accessToken({ username: 'alice' });
const ticks = 'subscription { ticks }';
const origin = 'https://app.example.com';

const auth: CognitoCommonOptions = {
  tokenFrom: [fromConnection(), fromBearerHeader(), fromCookie('token')],
  connections: { origins: [origin] },
  validate: (user, { type }) => {
    if (type !== 'graphql') throw new Error(`A carrier of type ${type}`);
    if (user.username === 'eve') throw new Error('a secret');
    return user.username !== 'mallory' && user;
  },
};

describe.each(servers)('CognitoSubscriptions on $name', (server) => {
  const logger = new RecordingLogger();
  let app: RunningApp;
  let client: SubscriptionClient | undefined;

  expectNoUnhandledRejection();

  beforeAll(async () => {
    app = await bootSubscriptions(server, auth);
    app.app.useLogger(logger);
  });

  afterAll(() => app.close());
  afterEach(() => client?.close());

  const connect = async (
    payload?: unknown,
    headers: Record<string, string> = {},
    to = app,
  ) => {
    client = await SubscriptionClient.connect(to, payload, headers);
    return client;
  };

  it('admits a connection with a good token', async () => {
    const admitted = await connect({ token });
    expect(await admitted.first(ticks)).toEqual({ data: { ticks: 'alice' } });
  });

  it.each([
    ['no token', undefined, 'token_missing'],
    ['garbage', { token: 'garbage' }, 'token_malformed'],
    ['two tokens', { token, TOKEN: token }, 'request_malformed'],
    [
      'an expired token',
      { token: pool.accessToken({ expiresIn: -1 }) },
      'token_expired',
    ],
    [
      'a user that validate refuses',
      { token: pool.accessToken({ username: 'mallory' }) },
      'user_refused',
    ],
    [
      'a user for whom validate throws',
      { token: pool.accessToken({ username: 'eve' }) },
      'Forbidden',
    ],
  ])('refuses a connection with %s', async (_, payload, reason) => {
    logger.lines.length = 0;
    const refused = await connect(payload);
    expect(await refused.closed).toEqual({ code: 4403, reason });
    expect(JSON.stringify(refused.messages)).not.toContain('connection_ack');
    expect(logger.lines).toEqual(
      reason === 'Forbidden' ? ['error Error: a secret'] : [],
    );
  });

  it('accepts cookies of the pages of an accepted origin only', async () => {
    const cookie = `token=${token}`;
    const admitted = await connect(undefined, { cookie, origin });
    expect(await admitted.first(ticks)).toEqual({ data: { ticks: 'alice' } });
    await admitted.close();
    const others: Record<string, string>[] = [
      { cookie },
      { cookie, origin: 'https://evil.example.com' },
      { cookie, origin: 'null' },
    ];
    for (const headers of others) {
      const refused = await connect({ origin }, headers);
      expect(await refused.closed).toEqual({
        code: 4403,
        reason: 'token_missing',
      });
    }
  });

  it('closes a connection whose token ends, while it listens', async () => {
    const ending = pool.accessToken({ username: 'alice', expiresIn: 2 });
    const admitted = await connect({ token: ending });
    expect(await admitted.first(ticks)).toEqual({ data: { ticks: 'alice' } });
    expect(await admitted.closed).toEqual({
      code: 4403,
      reason: 'token_expired',
    });
    expect(JSON.stringify(admitted.messages)).not.toContain('"errors"');
  });

  it('survives a client that leaves before it is admitted', async () => {
    const leaving = await connect({ token: pool.accessToken() });
    leaving.socket.terminate();
    await leaving.closed;
    const admitted = await connect({ token });
    expect(await admitted.first(ticks)).toEqual({ data: { ticks: 'alice' } });
  });

  it('refuses a caller that hands it no socket', async () => {
    const { onConnect } = app.app.get(CognitoSubscriptions);
    const params = { type: 'connection_init', payload: { token } };
    for (const argument of [
      params,
      { ...params, extra: { socket: { close: 1, once: 1 } } },
      { connectionParams: { token }, extra: null },
      undefined,
      null,
      'text',
    ]) {
      expect(await onConnect(argument)).toBe(false);
    }
    expect(logger.lines.at(-1)).toBe(
      'error CognitoSubscriptions.onConnect got no socket. Give Mercurius the ' +
        'property itself: subscription: { onConnect: subscriptions.onConnect }',
    );
  });
});

describe.each(servers)('connections.onExpiry refuse on $name', (server) => {
  let app: RunningApp;
  let client: SubscriptionClient;

  beforeAll(async () => {
    app = await bootSubscriptions(server, {
      connections: { onExpiry: 'refuse' },
    });
  });

  afterAll(async () => {
    await client.close();
    await app.close();
  });

  it('keeps the connection open and refuses later operations', async () => {
    const ending = pool.accessToken({ username: 'alice', expiresIn: 2 });
    client = await SubscriptionClient.connect(app, { token: ending });
    expect(await client.first(ticks)).toEqual({ data: { ticks: 'alice' } });
    await sleep(2100);
    expect(client.isOpen()).toBe(true);
    client.start(ticks);
    await client.receives('token_expired');
  });
});

describe('A second connection_init on Mercurius', () => {
  let app: RunningApp;
  let client: SubscriptionClient;

  beforeAll(async () => {
    app = await bootSubscriptions(mercurius, auth);
  });

  afterAll(() => app.close());
  afterEach(() => client.close());

  it('replaces the caller', async () => {
    client = await SubscriptionClient.connect(app, { token });
    expect(await client.first(ticks)).toEqual({ data: { ticks: 'alice' } });
    const bob = pool.accessToken({ username: 'bob' });
    client.send({ type: 'connection_init', payload: { token: bob } });
    await sleep(100);
    client.start(ticks);
    await client.receives('bob');
  });

  it('closes the connection if its token is bad', async () => {
    client = await SubscriptionClient.connect(app, { token });
    await client.next('connection_ack');
    client.send({ type: 'connection_init', payload: { token: 'bad' } });
    expect(await client.closed).toEqual({
      code: 4403,
      reason: 'token_malformed',
    });
  });

  it('does not prolong a connection', async () => {
    const ending = pool.accessToken({ username: 'alice', expiresIn: 2 });
    client = await SubscriptionClient.connect(app, { token: ending });
    await client.next('connection_ack');
    client.send({ type: 'connection_init', payload: { token } });
    expect(await client.closed).toEqual({
      code: 4403,
      reason: 'token_expired',
    });
  });

  it('shortens it', async () => {
    client = await SubscriptionClient.connect(app, { token });
    await client.next('connection_ack');
    const ending = pool.accessToken({ username: 'alice', expiresIn: 2 });
    client.send({ type: 'connection_init', payload: { token: ending } });
    expect(await client.closed).toEqual({
      code: 4403,
      reason: 'token_expired',
    });
  });
});

describe.each(servers)('A client of graphql-ws with $name', (server) => {
  let app: RunningApp;
  let client: Client;

  beforeAll(async () => {
    app = await bootSubscriptions(server, auth);
  });

  afterAll(async () => {
    await client.dispose();
    await app.close();
  });

  it('connects again with a new token when the old one ended', async () => {
    const tokens = [
      pool.accessToken({ username: 'alice', expiresIn: 2 }),
      pool.accessToken({ username: 'alice later' }),
    ];
    client = createClient({
      url: `${app.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: () => ({ token: tokens.shift() }),
    });
    const seen = new Set<unknown>();
    for await (const { data } of client.iterate({ query: ticks })) {
      seen.add((data as { ticks: string }).ticks);
      if (seen.size === 2) break;
    }
    expect([...seen]).toEqual(['alice', 'alice later']);
  });
});
