import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import type { RunningApp } from '../../../support/platforms.js';
import { expectNoUnhandledRejection } from '../../../support/unhandled-rejections.js';
import {
  missing,
  pairs,
  type Handshake,
  type TestClient,
} from './clients.fixture.js';
import { bootRooms, Seen } from './rooms.fixture.js';

const pool = await TestUserPool.create();
const token = pool.accessToken({ sub: 'me' });

describe.each(pairs)('Bad input to $name', (target) => {
  expectNoUnhandledRejection();

  const isSocketIo = target.library === 'socket.io';
  const clients: TestClient[] = [];
  let app: RunningApp;
  let seen: Seen;

  beforeEach(async () => {
    seen = new Seen();
    app = await bootRooms(target, seen, pool.options);
  });

  afterEach(async () => {
    vi.restoreAllMocks();
    clients.splice(0).forEach((client) => client.close());
    await app.close();
    expect(seen.errors).toEqual([]);
  });

  const connect = (handshake: Handshake) => {
    const client = target.connect(app, handshake);
    clients.push(client);
    return client;
  };

  const serves = async () => {
    const client = connect({ token });
    expect(await client.ask('say', 'hi')).toEqual({
      event: 'said',
      data: ['me', 'hi'],
    });
    client.close();
  };

  /** Sends frames as they are, below the library, and then an event. */
  const sendFrames = async (...frames: (string | Buffer)[]) => {
    const path = isSocketIo ? '/socket.io/?EIO=4&transport=websocket' : '';
    const socket = new WebSocket(app.url.replace('http', 'ws') + path, {
      headers: { authorization: `Bearer ${token}` },
    });
    socket.on('error', () => undefined);
    await once(socket, 'open');
    if (isSocketIo) socket.send('40');
    frames.forEach((frame) => socket.send(frame));
    await sleep(50);
    socket.terminate();
  };

  it('in frames does no harm', async () => {
    const message = JSON.stringify({ event: 'say', data: 'hi' });
    await sendFrames(
      ...[Buffer.from([0, 255, 254]), Buffer.from(message), Buffer.alloc(0)],
      ...['', '{', 'null', '5', '[]', '"say"', '{"event":{}}', '[[[[[['],
      ...['{"event":"__proto__"}', '{"event":"constructor"}'],
      ...['42', '42["say"', '42[null]', '42[{}]', '42["__proto__"]', '451-[]'],
    );
    await serves();
  });

  it.each([
    ...[{ token: null }, { token: 5 }, { token: true }, { token: [] }],
    ...[{ token: {} }, { token: [token] }, { token: { token } }, {}],
    ...[{ user: { sub: 'me' } }, { token: '', authorization: '' }],
    ...[{ token, Token: token }, { token: 'a b' }, { token: 'Basic abc' }],
    ...[{ headers: null }, { headers: { authorization: 5 } }],
    ...[{ headers: [token] }, JSON.parse('{"__proto__":{"token":"x"}}')],
  ] as Record<string, unknown>[])(
    'in the handshake admits nobody: %j',
    async (auth) => {
      // A ws client has no such values. It sends its own headers instead.
      const headers = { Authorization: String(auth.token) };
      const client = connect(target.library === 'ws' ? { headers } : { auth });
      await client.closed();

      expect(seen.admitted).toEqual([undefined]);
      expect(client.events).toHaveLength(1);
      expect(client.events[0]?.event).toBe('exception');
      await serves();
    },
  );

  it
    .runIf(isSocketIo)
    .each(['5', '"token"', 'null', '[]', '[{}]', 'true', '{"token"'])(
    'in place of the values of the handshake admits nobody: %s',
    async (auth) => {
      const socket = new WebSocket(
        `${app.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`,
      );
      socket.on('error', () => undefined);
      const closed = once(socket, 'close');
      await Promise.race([once(socket, 'open'), closed]);
      if (socket.readyState === WebSocket.OPEN) socket.send(`40${auth}`);
      await Promise.race([closed, sleep(300)]);
      socket.terminate();
      expect(seen.admitted.filter(Boolean)).toEqual([]);
      await serves();
    },
  );

  it('in the properties of a client or a message names nobody', async () => {
    const client = connect({ token: pool.accessToken({ sub: 'me' }) });
    await client.ask('who');
    const [server] = seen.clients as { data?: unknown; user?: unknown }[];
    Object.assign(server ?? {}, { user: { sub: 'admin' } });
    Object.assign((server ?? {}).data ?? {}, { user: { sub: 'admin' } });

    const forged = { user: { sub: 'admin' }, sub: 'admin' };
    expect(await client.ask('say', forged)).toEqual({
      event: 'said',
      data: ['me', forged],
    });
    expect(await client.ask('who', forged)).toEqual({
      event: 'you',
      data: 'me',
    });
  });

  it('of a thousand clients without a token leaves nothing behind', async () => {
    const started = vi.spyOn(globalThis, 'setTimeout');
    const waves = 10;
    for (let wave = 0; wave < waves; wave += 1) {
      const some = Array.from({ length: 100 }, () => connect({}));
      await Promise.all(some.map((client) => client.closed()));
      expect(some.flatMap(({ events }) => events)).toEqual(
        some.map(() => missing),
      );
    }

    expect(seen.admitted).toEqual(Array(1000).fill(undefined));
    // Our timers alone take as long as a token.
    const delays = started.mock.calls.map(([, delay]) => Number(delay));
    expect(delays.filter((delay) => delay > 1_000_000)).toEqual([]);
    const server = app.app.getHttpServer() as Server;
    const count = promisify(server.getConnections.bind(server));
    await expect.poll(() => count()).toBe(0);
    await serves();
  });

  it('of slow handshakes stops nobody else', async () => {
    const { port } = new URL(app.url);
    const slow: Socket[] = [];
    for (let count = 0; count < 200; count += 1) {
      const socket = connectTcp(Number(port), '127.0.0.1');
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      if (count % 2 === 0) {
        socket.write('GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConn');
      }
      slow.push(socket);
    }
    await serves();
    slow.forEach((socket) => socket.destroy());
    expect(seen.clients).toHaveLength(1);
  });
});
