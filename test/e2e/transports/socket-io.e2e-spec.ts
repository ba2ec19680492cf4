import { IoAdapter } from '@nestjs/platform-socket.io';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  WsException,
  type OnGatewayConnection,
} from '@nestjs/websockets';
import {
  CognitoAuthModule,
  CognitoVerifier,
  type CognitoUserPoolOptions,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import type { Socket } from 'socket.io';
import { io, type Socket as Client } from 'socket.io-client';
import { afterEach, describe, expect, it } from 'vitest';
import { FaultyKeyServer } from '../../support/faulty-key-server.js';
import {
  bootApp,
  platforms,
  type RunningApp,
} from '../../support/platforms.js';
import { expectNoUnhandledRejection } from '../../support/unhandled-rejections.js';

const pool = await TestUserPool.create();
const other = await TestUserPool.create();

interface WithUser {
  user?: { readonly sub: string };
}

type ChatSocket = Socket<object, object, object, WithUser>;

/** As README.md shows it. */
@WebSocketGateway()
class ChatGateway implements OnGatewayConnection {
  constructor(private readonly verifier: CognitoVerifier) {}

  async handleConnection(client: ChatSocket) {
    const { token } = client.handshake.auth as { token: string };
    try {
      client.data.user = await this.verifier.verify(token);
    } catch {
      client.disconnect(true);
    }
  }

  @SubscribeMessage('say')
  say(@ConnectedSocket() client: ChatSocket, @MessageBody() text: string) {
    if (client.data.user === undefined) {
      throw new WsException('Not signed in');
    }
    return { event: 'said', data: `${client.data.user.sub}: ${text}` };
  }
}

describe.each(platforms)('A socket.io gateway on $name', (platform) => {
  expectNoUnhandledRejection();

  const clients: Client[] = [];
  let app: RunningApp;
  let keyServer: FaultyKeyServer | undefined;

  afterEach(async () => {
    clients.splice(0).forEach((client) => client.close());
    await app.close();
    await keyServer?.close();
    keyServer = undefined;
  });

  const boot = async (keys: Partial<CognitoUserPoolOptions>) => {
    const { userPoolId, clientId } = pool;
    app = await bootApp(platform, {
      providers: [ChatGateway],
      configure: (nest) => nest.useWebSocketAdapter(new IoAdapter(nest)),
      imports: [
        CognitoAuthModule.forRoot({
          userPoolId,
          clientId,
          ...keys,
          keys: { prefetch: false, timeout: 500 },
        }),
      ],
    });
  };

  /** Connects, and keeps the names of all events. */
  const connect = (auth: Record<string, unknown>) => {
    const client = io(app.url, {
      auth,
      forceNew: true,
      reconnection: false,
      transports: ['websocket'],
    });
    clients.push(client);
    const events: string[] = [];
    client.onAny((event: string) => events.push(event));
    const next = (event: string) =>
      new Promise<string>((resolve) => client.once(event, resolve));
    return { client, events, next };
  };

  it('serves a client with a good token', async () => {
    await boot({ jwks: pool.jwks() });
    const token = pool.accessToken({ sub: 'me' });
    const { client, next } = connect({ token });
    await next('connect');

    for (const text of ['hello', 'still here']) {
      client.emit('say', text);
      expect(await next('said')).toBe(`me: ${text}`);
    }
    expect(client.connected).toBe(true);
  });

  it.each([
    ['a token of another pool', { token: other.accessToken() }],
    ['an expired token', { token: pool.accessToken({ expiresIn: -1 }) }],
    ['garbage', { token: { a: 1 } }],
    ['no token', {}],
  ])('closes the connection of a client with %s', async (_, auth) => {
    await boot({ jwks: pool.jwks() });
    const { client, events, next } = connect(auth);
    // Sent as soon as the connection stands.
    client.emit('say', 'hello');

    expect(await next('disconnect')).toMatch(
      /io server disconnect|transport close/,
    );
    expect(events).not.toContain('said');
  });

  it('serves no message that comes before the token is verified', async () => {
    keyServer = await FaultyKeyServer.start({ keySet: () => pool.jwks() });
    await keyServer.breakWith('no response');
    await boot({ jwksUri: keyServer.jwksUri });
    const { client, events, next } = connect({ token: pool.accessToken() });
    client.emit('say', 'hello');

    // The key set never comes, so the token is refused in the end.
    await next('disconnect');
    expect(events).toEqual(['exception']);
  });
});
