import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import {
  CognitoConnections,
  type CognitoAuthModuleOptions,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FaultyKeyServer } from '../../../support/faulty-key-server.js';
import type { RunningApp } from '../../../support/platforms.js';
import { expectNoUnhandledRejection } from '../../../support/unhandled-rejections.js';
import {
  expired,
  missing,
  refusalOf,
  pairs,
  type TestClient,
} from './clients.fixture.js';
import { bootRooms, Seen, tokenOf, until } from './rooms.fixture.js';

const pool = await TestUserPool.create();
const other = await TestUserPool.create();

const refusedUser = refusalOf(
  'user_refused',
  'The user of the token is not accepted here',
);

/** The time in whole seconds, as tokens have it. */
const now = () => Math.floor(Date.now() / 1000);
const mine = (expiresIn = 3600) => pool.accessToken({ sub: 'me', expiresIn });

describe.each(pairs)('A connection to $name', (target) => {
  expectNoUnhandledRejection();

  const clients: TestClient[] = [];
  let app: RunningApp;
  let seen: Seen;

  beforeEach(() => {
    seen = new Seen();
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    clients.splice(0).forEach((client) => client.close());
    await app.close();
    expect(seen.errors).toEqual([]);
  });

  const boot = async (options: Partial<CognitoAuthModuleOptions> = {}) => {
    const all = { ...pool.options, ...options } as CognitoAuthModuleOptions;
    app = await bootRooms(target, seen, all);
  };

  /** Connects, and waits until the client is admitted. */
  const connect = async (token: string) => {
    const client = target.connect(app, { token });
    clients.push(client);
    await client.opened;
    await expect.poll(() => seen.admitted.length).toBe(clients.length);
    return client;
  };

  it('is told and closed when its token ends', async () => {
    await boot();
    const end = now() + 2;
    const client = await connect(mine(2));
    const closed = await client.closed();

    expect(Date.now() / 1000).toBeGreaterThanOrEqual(end);
    expect(client.events).toEqual([expired]);
    expect(closed).toEqual(
      target.library === 'ws'
        ? { code: 4401, reason: 'token_expired' }
        : { reason: 'io server disconnect' },
    );
  });

  it('goes on without its user, if it is to be refused only', async () => {
    await boot({ connections: { onExpiry: 'refuse' } });
    const end = now() + 2;
    const client = await connect(mine(2));
    expect(await client.ask('who')).toEqual({ event: 'you', data: 'me' });

    await until(end);
    expect(await client.ask('who')).toEqual({ event: 'you', data: null });
    expect(await client.ask('say')).toEqual(expired);
    expect(await client.ask('renew', mine())).toMatchObject({
      event: 'renewed',
    });
    expect(await client.ask('say', 'hi')).toEqual({
      event: 'said',
      data: ['me', 'hi'],
    });
    expect(client.isClosed).toBe(false);
  });

  it('lives as long as the token it was renewed with', async () => {
    await boot();
    const first = now() + 2;
    const client = await connect(mine(2));
    const second = now() + 4;
    const renewed = mine(4);
    expect(await client.ask('renew', renewed)).toEqual({
      event: 'renewed',
      data: second,
    });
    expect(tokenOf(seen.clients[0])).toBe(renewed);

    await until(first + 0.5);
    expect(await client.ask('who')).toEqual({ event: 'you', data: 'me' });
    expect(await client.ask('say')).toMatchObject({ event: 'said' });
    await client.closed();
    expect(Date.now() / 1000).toBeGreaterThanOrEqual(second);
    expect(client.events.at(-1)).toEqual(expired);
  });

  it.each([
    ['of another user', () => pool.accessToken({ sub: 'you' }), refusedUser],
    [
      'of another pool',
      () => other.accessToken({ sub: 'me' }),
      refusalOf(
        'issuer_unknown',
        'The issuer of the token is not accepted here',
      ),
    ],
    ['that has ended', () => mine(-1), expired],
    [
      'that is none',
      () => 'garbage',
      refusalOf('token_malformed', 'The token is malformed'),
    ],
    ['that is a number', () => 5, missing],
    ['that is an object', () => ({ sub: 'me' }), missing],
    ['that is not there', () => undefined, missing],
    ['that is empty', () => '', missing],
  ])('keeps its token if it gets one %s', async (_, given, refusal) => {
    await boot();
    const token = mine();
    const client = await connect(token);

    expect(await client.ask('renew quietly', given())).toEqual(refusal);
    expect(await client.ask('who')).toEqual({ event: 'you', data: 'me' });
    expect(await client.ask('say')).toMatchObject({ event: 'said' });
    expect(tokenOf(seen.clients[0])).toBe(token);
    expect(client.events).toHaveLength(3);
  });

  it('keeps its token if it gets one of another pool with the same sub', async () => {
    app = await bootRooms(target, seen, {
      userPools: [pool.options, other.options],
    });
    const client = await connect(mine());
    const given = other.accessToken({ sub: 'me' });

    expect(await client.ask('renew', given)).toEqual(refusedUser);
    expect(await client.ask('who')).toEqual({ event: 'you', data: 'me' });
  });

  it('never goes back to the token of the handshake', async () => {
    await boot({ connections: { onExpiry: 'refuse' } });
    const client = await connect(mine(3600));
    const end = now() + 2;
    await client.ask('renew', mine(2));

    await until(end);
    expect(await client.ask('say')).toEqual(expired);
    expect(await client.ask('who')).toEqual({ event: 'you', data: null });
  });

  it('cannot be renewed before it has a caller', async () => {
    @WebSocketGateway()
    class UnaskedGateway {
      constructor(private readonly connections: CognitoConnections) {}

      @SubscribeMessage('renew')
      async renew(client: object, token: string) {
        await this.connections.renew(client, token);
      }
    }
    app = await bootRooms(target, seen, pool.options, UnaskedGateway);
    const client = target.connect(app, { token: mine() });
    clients.push(client);
    expect(await client.ask('renew', mine())).toEqual(refusedUser);
  });

  it('is not prolonged by a token that is refused', async () => {
    await boot();
    const client = await connect(mine(2));
    await client.ask('renew', pool.accessToken({ sub: 'you' }));
    await client.closed();

    expect(client.events).toEqual([refusedUser, expired]);
  });

  it('leaves no timer and no listener', async () => {
    const started = vi.spyOn(globalThis, 'setTimeout');
    const stopped = vi.spyOn(globalThis, 'clearTimeout');
    await boot();
    const client = await connect(mine(7200));
    const [server] = seen.clients;
    const names = ['close', 'disconnect', 'exception'];
    const listeners = () => names.map((name) => server?.listenerCount(name));
    const before = listeners();
    for (let count = 0; count < 20; count += 1) {
      await client.ask('renew', mine(7200 + count));
    }
    await app.app.get(CognitoConnections).admit(server ?? {});
    expect(listeners()).toEqual(before);

    client.close();
    const isOurs = (delay: unknown) => Number(delay) > 7_000_000;
    const ours = started.mock.results
      .filter((_, index) => isOurs(started.mock.calls[index]?.[1]))
      .map(({ value }) => value as unknown);
    expect(ours).toHaveLength(22);
    await expect
      .poll(() => stopped.mock.calls.map(([timer]) => timer))
      .toEqual(expect.arrayContaining(ours));
    expect(server?.listenerCount('close')).toBeLessThanOrEqual(before[0] ?? 0);
  });

  it('is refused once the key of its token is withdrawn', async () => {
    const keyServer = await FaultyKeyServer.start({
      keySet: () => pool.jwks(),
    });
    const { userPoolId, clientId } = pool;
    app = await bootRooms(target, seen, {
      userPoolId,
      clientId,
      jwksUri: keyServer.jwksUri,
      keys: { maxAge: 1_000 },
    });
    const client = await connect(mine());
    expect(await client.ask('say')).toMatchObject({ event: 'said' });

    await pool.rotateKeys();
    const invalid = refusalOf(
      'signature_invalid',
      'The signature of the token is invalid',
    );
    await expect
      .poll(() => client.ask('say'), { timeout: 5_000 })
      .toEqual(invalid);
    expect(await client.ask('who')).toEqual({ event: 'you', data: null });
    expect(await client.ask('renew', mine())).toMatchObject({
      event: 'renewed',
    });
    expect(await client.ask('say')).toMatchObject({ event: 'said' });
    await keyServer.close();
  });
});
