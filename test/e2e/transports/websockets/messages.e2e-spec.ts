import { createRequire } from 'node:module';
import {
  Catch,
  UseFilters,
  UseGuards,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import {
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import {
  Claim,
  CognitoAuthException,
  CognitoAuthModule,
  CognitoGuard,
  CognitoUnauthorizedException,
  CurrentUser,
  fromCookie,
  Groups,
  OptionalAuth,
  Scopes,
  type CognitoAuthModuleOptions,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bootApp, type RunningApp } from '../../../support/platforms.js';
import { expectNoUnhandledRejection } from '../../../support/unhandled-rejections.js';
import {
  expired,
  missing,
  pairs,
  refusalOf,
  targets,
  type Handshake,
  type TestClient,
} from './clients.fixture.js';

/** The module with which passport-jwt verifies signatures. */
const require = createRequire(import.meta.url);
const signatures = createRequire(require.resolve('passport-jwt'))(
  'jsonwebtoken',
) as { verify(...values: unknown[]): unknown };

const pool = await TestUserPool.create();
const other = await TestUserPool.create();

/** A client of either library. */
interface AnyClient {
  readonly readyState?: number;
  emit(event: string, data: unknown): void;
  send(frame: string): void;
}

/** Answers in the application's own way. */
function answer(event: string, data: string, host: ArgumentsHost) {
  const client = host.switchToWs().getClient<AnyClient>();
  if (client.readyState === undefined) {
    client.emit(event, data);
  } else {
    client.send(JSON.stringify({ event, data }));
  }
}

@Catch(CognitoUnauthorizedException)
class UnauthorizedFilter implements ExceptionFilter {
  catch(error: CognitoUnauthorizedException, host: ArgumentsHost) {
    answer('unauthorized', error.code, host);
  }
}

@Catch(CognitoAuthException)
class AnyRefusalFilter implements ExceptionFilter {
  catch(error: CognitoAuthException, host: ArgumentsHost) {
    answer('refused', error.code, host);
  }
}

@WebSocketGateway()
@UseGuards(CognitoGuard)
class ChatGateway {
  @SubscribeMessage('say')
  say(@CurrentUser('sub') sub: string, @MessageBody() text: unknown) {
    return { event: 'said', data: [sub, text] };
  }

  @SubscribeMessage('who')
  @OptionalAuth()
  who(@CurrentUser() user: unknown, @Claim('sub') claim: unknown) {
    return { event: 'you', data: [user ?? null, claim ?? null] };
  }

  @SubscribeMessage('remove')
  @Groups('admin')
  @UseFilters(UnauthorizedFilter)
  remove() {
    return { event: 'removed', data: null };
  }

  @SubscribeMessage('read')
  @Scopes('chat/read')
  @UseFilters(AnyRefusalFilter)
  read() {
    return { event: 'read', data: null };
  }
}

describe.each(targets)('A message of a gateway on $name', (target) => {
  expectNoUnhandledRejection();

  const clients: TestClient[] = [];
  let app: RunningApp;

  afterEach(async () => {
    vi.restoreAllMocks();
    vi.useRealTimers();
    clients.splice(0).forEach((client) => client.close());
    await app.close();
  });

  const boot = async (options: Partial<CognitoAuthModuleOptions> = {}) => {
    app = await bootApp(target.platform, {
      providers: [ChatGateway],
      configure: target.useAdapter,
      imports: [
        CognitoAuthModule.forRoot({
          ...pool.options,
          ...options,
        } as CognitoAuthModuleOptions),
      ],
    });
  };

  const connect = async (handshake: Handshake = {}) => {
    const client = target.connect(app, handshake);
    clients.push(client);
    await client.opened;
    return client;
  };

  it('is served for the caller of the connection', async () => {
    await boot();
    const mine = await connect({ token: pool.accessToken({ sub: 'me' }) });
    const yours = await connect({ token: pool.accessToken({ sub: 'you' }) });

    expect(await mine.ask('say', 'hi')).toEqual({
      event: 'said',
      data: ['me', 'hi'],
    });
    expect(await yours.ask('say', 'hi')).toEqual({
      event: 'said',
      data: ['you', 'hi'],
    });
  });

  it('finds the token in the header of the upgrade', async () => {
    await boot();
    const token = pool.accessToken({ sub: 'me' });
    const client = await connect({
      headers: { Authorization: `Bearer ${token}` },
    });

    expect(await client.ask('say')).toMatchObject({ event: 'said' });
  });

  it.each([
    ['no token', {}, missing],
    [
      'an expired token',
      { token: pool.accessToken({ expiresIn: -1 }) },
      expired,
    ],
    [
      'a token of another pool',
      { token: other.accessToken() },
      refusalOf(
        'issuer_unknown',
        'The issuer of the token is not accepted here',
      ),
    ],
  ])(
    'is refused once, and with nothing of it, for %s',
    async (_, given, sent) => {
      await boot();
      const client = await connect(given);

      expect(await client.ask('say', 'my own words')).toEqual(sent);
      expect(await client.ask('who')).toEqual(
        sent === missing ? { event: 'you', data: [null, null] } : sent,
      );
      // Both answers have come, so a second one for the first would be here too.
      expect(client.events).toHaveLength(2);
    },
  );

  it('is answered with 400 for credentials that are malformed', async () => {
    await boot();
    const client = await connect({ headers: { Authorization: 'Bearer a b' } });

    expect(await client.ask('say')).toEqual({
      event: 'exception',
      data: {
        status: 'error',
        statusCode: 400,
        error: 'Bad Request',
        message: 'The credentials of the request are malformed',
        code: 'request_malformed',
      },
    });
  });

  it('is answered by the filter for its exception only', async () => {
    await boot();
    const stranger = await connect({ token: pool.accessToken() });
    const anonymous = await connect();

    expect(await anonymous.ask('remove')).toEqual({
      event: 'unauthorized',
      data: 'token_missing',
    });
    expect(await stranger.ask('remove')).toMatchObject({
      event: 'exception',
      data: { statusCode: 403, code: 'group_missing' },
    });
    expect(await stranger.ask('read')).toEqual({
      event: 'refused',
      data: 'scope_missing',
    });
    await anonymous.ask('who');
    expect(anonymous.events).toHaveLength(2);
    await stranger.ask('who');
    expect(stranger.events).toHaveLength(3);
  });

  it('believes nothing that a message says of its sender', async () => {
    await boot();
    const client = await connect();
    const forged = {
      user: { sub: 'admin', groups: ['admin'] },
      headers: { authorization: `Bearer ${pool.accessToken()}` },
      handshake: { auth: { token: pool.accessToken() }, headers: {} },
      'nestjs-cognito-auth:authentication': { user: { sub: 'admin' } },
    };

    expect(await client.ask('say', forged)).toEqual(missing);
    expect(await client.ask('who', forged)).toEqual({
      event: 'you',
      data: [null, null],
    });
  });

  // Ten thousand messages take a while, and the framework has no part in them.
  it.runIf(pairs.includes(target)).each([true, false])(
    'costs one signature a connection, with a token cache: %s',
    async (cached) => {
      await boot(cached ? {} : { tokenCache: false });
      const verify = vi.spyOn(signatures, 'verify');
      const client = await connect({ token: pool.accessToken({ sub: 'me' }) });
      const count = 10_000;
      for (let sent = 0; sent < count; sent += 1) {
        client.emit('say', sent);
      }
      for (let got = 0; got < count; got += 1) {
        const { event } = await client.next();
        expect(event).toBe('said');
      }

      expect(verify).toHaveBeenCalledTimes(1);
    },
  );

  it('is refused once the token has ended', async () => {
    await boot();
    const client = await connect({
      token: pool.accessToken({ sub: 'me', expiresIn: 20 }),
    });
    expect(await client.ask('say')).toMatchObject({ event: 'said' });

    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 21_000 });
    expect(await client.ask('say')).toEqual(expired);
    expect(await client.ask('say')).toEqual(expired);
  });

  describe('with a token in a cookie', () => {
    const origin = 'https://app.example.com';
    const boot2 = () =>
      boot({
        tokenFrom: fromCookie('session'),
        connections: { origins: [origin] },
      });
    const cookies = () => ({ Cookie: `session=${pool.accessToken()}` });

    it('is served for a page of an accepted origin', async () => {
      await boot2();
      const client = await connect({
        headers: { ...cookies(), Origin: origin },
      });
      expect(await client.ask('say')).toMatchObject({ event: 'said' });
    });

    it.each([
      undefined,
      'null',
      'https://evil.example.com',
      `${origin}.evil.example.com`,
      `${origin}, https://evil.example.com`,
      `${origin}/`,
      origin.toUpperCase(),
    ])('is refused for a page of the origin %s', async (from) => {
      await boot2();
      const client = await connect({
        headers: { ...cookies(), ...(from !== undefined && { Origin: from }) },
      });
      expect(await client.ask('say')).toEqual(missing);
    });
  });
});
