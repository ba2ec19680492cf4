import { Controller, Get, NotFoundException, UseGuards } from '@nestjs/common';
import {
  ConnectedSocket,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import {
  CognitoAuthModule,
  CognitoGuard,
  Groups,
  OptionalAuth,
  Policy,
  Public,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { request } from '../../support/http.js';
import {
  bootApp,
  express,
  platforms,
  type RunningApp,
} from '../../support/platforms.js';
import { Heard } from './heard.fixture.js';

const pool = await TestUserPool.create();

@Controller()
class RoutesController {
  @Get()
  guarded() {}

  @Get('public')
  @Public()
  open() {}

  @Get('optional')
  @OptionalAuth()
  optional() {}

  @Get('twice')
  @UseGuards(CognitoGuard)
  twice() {}

  @Get('admin')
  @Groups('admin')
  admin() {}

  @Get('missing')
  @Policy((): boolean => {
    throw new NotFoundException();
  }, 'the order exists')
  missing() {}

  @Get('broken')
  @Policy((): boolean => {
    throw new Error('a mistake');
  }, 'never')
  broken() {}
}

@WebSocketGateway()
@UseGuards(CognitoGuard)
class OrdersGateway {
  @SubscribeMessage('orders')
  orders(@ConnectedSocket() _client: unknown) {
    return { event: 'orders', data: [] };
  }

  @Groups('admin')
  @SubscribeMessage('delete')
  remove() {
    return { event: 'deleted', data: [] };
  }
}

const heard: Heard[] = [];

function hear(name: 'admitted' | 'refused'): Heard {
  const listener = new Heard(name);
  heard.push(listener);
  return listener;
}

afterEach(() => heard.splice(0).forEach((listener) => listener.stop()));

describe.each(platforms)('The channels of decisions on $name', (platform) => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await bootApp(platform, {
      imports: [
        CognitoAuthModule.forRoot({ ...pool.options, globalGuard: true }),
      ],
      controllers: [RoutesController],
    });
  });

  afterAll(() => app.close());

  const ask = (path: string, token?: string) =>
    request(`${app.url}/${path}`, token === undefined ? {} : { token });

  it('tell of a refusal once, with the code of the answer', async () => {
    const [refused, admitted] = [hear('refused'), hear('admitted')];
    const { status, body } = await ask('admin', pool.accessToken());

    expect(refused.plain).toEqual([
      { route: 'RoutesController.admin()', status, code: body['code'] },
    ]);
    expect([status, body['code']]).toEqual([403, 'group_missing']);
    expect(refused.messages[0]?.['request']).toMatchObject({ method: 'GET' });
    expect(admitted.messages).toEqual([]);
  });

  it('tell whether a token was remembered', async () => {
    const admitted = hear('admitted');
    const token = pool.accessToken();
    await ask('', token);
    await ask('', token);
    await ask('', pool.machineToken());

    const route = 'RoutesController.guarded()';
    const userPool = pool.userPoolId;
    expect(admitted.plain).toEqual([
      { route, userPool, kind: 'user', remembered: false },
      { route, userPool, kind: 'user', remembered: true },
      { route, userPool, kind: 'machine', remembered: false },
    ]);
  });

  it('tell nothing of a public route', async () => {
    const [refused, admitted] = [hear('refused'), hear('admitted')];
    await ask('public');
    await ask('public', 'garbage');

    expect([...refused.messages, ...admitted.messages]).toEqual([]);
  });

  it('tell of an anonymous caller without a pool', async () => {
    const admitted = hear('admitted');
    await ask('optional');

    expect(admitted.plain).toEqual([
      { route: 'RoutesController.optional()', remembered: false },
    ]);
  });

  it('tell once of two guards', async () => {
    const [refused, admitted] = [hear('refused'), hear('admitted')];
    await ask('twice', pool.accessToken());
    await ask('twice');

    expect(admitted.messages).toHaveLength(1);
    expect(refused.plain).toMatchObject([{ code: 'token_missing' }]);
  });

  it('have subscribers that come and go', async () => {
    const [first, second] = [hear('admitted'), hear('admitted')];
    await ask('', pool.accessToken());
    first.stop();
    await ask('', pool.accessToken());
    second.stop();
    await ask('', pool.accessToken());

    expect(first.messages).toHaveLength(1);
    expect(second.messages).toHaveLength(2);
  });

  it.each([
    ['missing', 404],
    ['broken', 500],
  ])('tell no refusal of an error of /%s', async (path, status) => {
    const [refused, admitted] = [hear('refused'), hear('admitted')];

    expect((await ask(path, pool.accessToken())).status).toBe(status);
    expect([...refused.messages, ...admitted.messages]).toEqual([]);
  });

  it('hold no token, claim or sub', async () => {
    const listeners = [hear('refused'), hear('admitted')];
    const marks = {
      sub: 'the-sub-of-mallory',
      username: 'mallory-by-name',
      groups: ['the-group-of-mallory'],
      claims: { jti: 'the-jti', origin_jti: 'the-sign-in' },
    };
    const now = Math.floor(Date.now() / 1000);
    const tokens = [
      pool.accessToken(marks),
      pool.idToken({ ...marks, email: 'mallory@example.com' }),
      pool.accessToken({ ...marks, claims: { exp: now - 60 } }),
      pool.accessToken({ ...marks, claims: { iss: 'https://evil.example' } }),
      `${pool.accessToken(marks).slice(0, -6)}AAAAAA`,
      'the-sub-of-mallory.mallory-by-name.the-jti',
    ];
    for (const token of tokens) {
      await ask('', token);
      await ask('admin', token);
    }

    const messages = listeners.flatMap((listener) => listener.messages);
    expect(messages.length).toBe(2 * tokens.length);
    const json = JSON.stringify(messages);
    expect(json).not.toMatch(/mallory|the-jti|the-sign-in|evil|eyJ/);
    tokens.forEach((token) => expect(json).not.toContain(token));
  });
});

describe('The channels of decisions of a gateway', () => {
  it('tell of each message', async () => {
    const app = await bootApp(express, {
      imports: [CognitoAuthModule.forRoot(pool.options)],
      providers: [OrdersGateway],
    });
    const [refused, admitted] = [hear('refused'), hear('admitted')];
    const socket = io(app.url, {
      auth: { token: pool.accessToken() },
      forceNew: true,
      transports: ['websocket'],
    });
    try {
      const ask = (event: string, answer: string) =>
        new Promise((resolve) => {
          socket.once(answer, resolve);
          socket.emit(event, {});
        });
      await ask('orders', 'orders');
      await ask('orders', 'orders');
      await ask('delete', 'exception');
      await ask('delete', 'exception');
    } finally {
      socket.disconnect();
      await app.close();
    }

    const names = { userPool: pool.userPoolId, kind: 'user' };
    const route = 'OrdersGateway.orders()';
    expect(admitted.plain).toMatchObject([
      { route, ...names },
      { route, ...names, remembered: true },
    ]);
    const refusal = { status: 403, code: 'group_missing' };
    expect(refused.plain).toEqual([
      { route: 'OrdersGateway.remove()', ...refusal },
      { route: 'OrdersGateway.remove()', ...refusal },
    ]);
  });
});
