import {
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayInit,
} from '@nestjs/websockets';
import {
  CognitoConnections,
  type CognitoAuthModuleOptions,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Server, Socket } from 'socket.io';
import { io } from 'socket.io-client';
import type { RunningApp } from '../../../support/platforms.js';
import { expectNoUnhandledRejection } from '../../../support/unhandled-rejections.js';
import {
  expired,
  targets,
  type Handshake,
  type TestClient,
} from './clients.fixture.js';
import { bootRooms, Seen } from './rooms.fixture.js';

const pool = await TestUserPool.create();

@WebSocketGateway({
  connectionStateRecovery: { maxDisconnectionDuration: 60_000 },
})
class DoorGateway implements OnGatewayInit<Server> {
  constructor(
    protected readonly connections: CognitoConnections,
    private readonly seen: Seen,
  ) {}

  afterInit(server: Server) {
    server.use(this.connections.socketIoMiddleware());
    server.use((client, next) =>
      next(client.handshake.auth.banned ? new Error('banned') : undefined),
    );
  }

  handleConnection(client: Socket) {
    this.seen.clients.push(client);
  }

  @SubscribeMessage('who')
  who(client: Socket) {
    const user = this.connections.userOf(client);
    return { event: 'you', data: user?.sub ?? null };
  }
}

/** Admits each client once more, which must change nothing. */
@WebSocketGateway()
class TwiceGateway extends DoorGateway {
  override handleConnection(client: Socket) {
    super.handleConnection(client);
    void this.connections.admit(client);
  }
}

const socketIo = targets.filter(({ library }) => library === 'socket.io');

describe.each(socketIo)('The middleware for $name', (target) => {
  expectNoUnhandledRejection();

  const clients: TestClient[] = [];
  let app: RunningApp;
  let seen: Seen;

  beforeEach(() => {
    seen = new Seen();
  });

  afterEach(async () => {
    clients.splice(0).forEach((client) => client.close());
    await app.close();
  });

  const boot = async (
    options: Partial<CognitoAuthModuleOptions> = {},
    gateway = DoorGateway,
  ) => {
    const all = { ...pool.options, ...options } as CognitoAuthModuleOptions;
    app = await bootRooms(target, seen, all, gateway);
  };

  const connect = (handshake: Handshake) => {
    const client = target.connect(app, handshake);
    clients.push(client);
    return client;
  };

  it('lets a client with a good token connect', async () => {
    await boot();
    const client = connect({ token: pool.accessToken({ sub: 'me' }) });

    expect(await client.ask('who')).toEqual({ event: 'you', data: 'me' });
  });

  it.each([
    [{}, 'token_missing', 'A bearer token is required', 401, 'Unauthorized'],
    [
      { token: 5 },
      'request_malformed',
      'The credentials of the request are malformed',
      400,
      'Bad Request',
    ],
  ])(
    'refuses a client with %j',
    async (auth, code, message, statusCode, error) => {
      await boot();
      const client = connect({ auth });
      await client.closed();

      const data = { statusCode, error, message, code };
      expect(client.events).toEqual([
        { event: 'connect_error', data: { message, data } },
      ]);
      expect(seen.clients).toEqual([]);
    },
  );

  it('tells nothing of an error of the application', async () => {
    await boot({
      validate: () => {
        throw new Error('no database');
      },
    });
    const client = connect({ token: pool.accessToken() });
    await client.closed();

    const message = 'Internal server error';
    expect(client.events).toEqual([
      {
        event: 'connect_error',
        data: { message, data: { statusCode: 500, message } },
      },
    ]);
  });

  it('leaves it to later middleware to refuse', async () => {
    await boot();
    const client = connect({
      auth: { token: pool.accessToken(), banned: true },
    });

    expect(await client.next()).toMatchObject({
      event: 'connect_error',
      data: { message: 'banned' },
    });
  });

  it.each([DoorGateway, TwiceGateway])(
    'closes a connection once when its token ends: %o',
    async (gateway) => {
      await boot({}, gateway);
      const client = connect({ token: pool.accessToken({ expiresIn: 2 }) });

      expect(await client.closed()).toEqual({ reason: 'io server disconnect' });
      expect(client.events).toEqual([expired]);
    },
  );

  it('refuses a connection that socket.io recovers without a token', async () => {
    await boot();
    const auth: Record<string, unknown> = { token: pool.accessToken() };
    const socket = io(app.url, { auth, forceNew: true, reconnectionDelay: 10 });
    try {
      await new Promise((resolve) => socket.once('connect', () => resolve(1)));
      // The client needs the offset of an event to recover.
      const [first] = seen.clients as unknown as [Socket];
      const got = new Promise((resolve) => socket.once('news', resolve));
      first.emit('news', 1);
      await got;

      delete auth.token;
      const refused = new Promise((resolve) =>
        socket.once('exception', resolve),
      );
      socket.io.engine.close();
      expect(await refused).toMatchObject({ code: 'token_missing' });
      await expect.poll(() => socket.connected).toBe(false);
    } finally {
      socket.close();
    }
  });
});
