import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { NotFoundException } from '@nestjs/common';
import {
  CognitoForbiddenException,
  CognitoUnavailableException,
  type CognitoAuthModuleOptions,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunningApp } from '../../../support/platforms.js';
import { expectNoUnhandledRejection } from '../../../support/unhandled-rejections.js';
import { targets, type Handshake, type TestClient } from './clients.fixture.js';
import { bootRooms, Seen } from './rooms.fixture.js';

const pool = await TestUserPool.create();
const token = pool.accessToken({ sub: 'me' });
const secret = 'no database at 10.0.0.7';

const fail = (error: unknown) => (): never => {
  throw error;
};

interface Refused {
  readonly why: string;
  readonly given: Handshake;
  readonly options?: Partial<CognitoAuthModuleOptions>;
  /** The close code and its reason on ws. */
  readonly closed: [code: number, reason: string];
  readonly body: object;
}

const validating = (validate: () => unknown) => ({
  given: { token },
  options: { validate },
});

const internal = {
  closed: [1011, ''] as [number, string],
  body: {
    status: 'error',
    statusCode: 500,
    message: 'Internal server error',
  },
};

const refused: readonly Refused[] = [
  {
    why: 'without a token',
    given: {},
    closed: [4401, 'token_missing'],
    body: { status: 'error', statusCode: 401, code: 'token_missing' },
  },
  {
    why: 'with a token that has ended',
    given: { token: pool.accessToken({ expiresIn: -1 }) },
    closed: [4401, 'token_expired'],
    body: { status: 'error', statusCode: 401, code: 'token_expired' },
  },
  {
    why: 'with malformed credentials',
    given: { headers: { Authorization: 'Bearer a b' } },
    closed: [4400, 'request_malformed'],
    body: { status: 'error', statusCode: 400, code: 'request_malformed' },
  },
  {
    why: 'that validate refuses',
    ...validating(() => undefined),
    closed: [4401, 'user_refused'],
    body: { status: 'error', statusCode: 401, code: 'user_refused' },
  },
  {
    why: 'that validate forbids',
    ...validating(fail(new CognitoForbiddenException('group_missing'))),
    closed: [4403, 'group_missing'],
    body: { status: 'error', statusCode: 403, code: 'group_missing' },
  },
  {
    why: 'while nothing can decide',
    ...validating(fail(new CognitoUnavailableException('keys_unavailable'))),
    closed: [1013, 'keys_unavailable'],
    body: { status: 'error', statusCode: 503, code: 'keys_unavailable' },
  },
  {
    why: 'that validate does not find',
    ...validating(fail(new NotFoundException('no such customer'))),
    closed: [4404, ''],
    body: { status: 'error', statusCode: 404, message: 'no such customer' },
  },
  {
    why: 'where validate throws an error',
    ...validating(fail(new Error(secret))),
    ...internal,
  },
  {
    why: 'where validate throws a text',
    ...validating(fail(secret)),
    ...internal,
  },
  {
    why: 'where validate throws nothing',
    ...validating(fail(undefined)),
    ...internal,
  },
  {
    why: 'where an extractor throws',
    given: { token },
    options: { tokenFrom: fail(new Error(secret)) },
    ...internal,
  },
  {
    why: 'where an extractor returns a promise',
    given: { token },
    options: { tokenFrom: (() => Promise.resolve(token)) as never },
    ...internal,
  },
];

describe.each(targets)('A gateway on $name', (target) => {
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
    expect(seen.errors).toEqual([]);
  });

  const boot = async (options: Partial<CognitoAuthModuleOptions> = {}) => {
    const all = { ...pool.options, ...options } as CognitoAuthModuleOptions;
    app = await bootRooms(target, seen, all);
  };

  const connect = (handshake: Handshake) => {
    const client = target.connect(app, handshake);
    clients.push(client);
    return client;
  };

  it('admits a client with a good token', async () => {
    await boot();
    const client = connect({ token });

    expect(await client.ask('say', 'hi')).toEqual({
      event: 'said',
      data: ['me', 'hi'],
    });
    expect(await client.ask('who')).toEqual({ event: 'you', data: 'me' });
    expect(seen.admitted).toMatchObject([{ sub: 'me' }]);
  });

  it('admits what validate returned', async () => {
    await boot({ validate: ({ sub }) => ({ customer: sub }) });
    const client = connect({ token });
    await client.ask('say');

    expect(seen.admitted).toEqual([{ customer: 'me' }]);
  });

  it.each(refused)(
    'tells and closes a client $why',
    async ({ given, options, closed: [code, reason], body }) => {
      await boot(options);
      const client = connect(given);
      const closed = await client.closed();

      expect(client.events).toEqual([
        { event: 'exception', data: expect.objectContaining(body) as object },
      ]);
      expect(JSON.stringify(client.events)).not.toContain(secret);
      expect(closed).toEqual(
        target.library === 'ws'
          ? { code, reason }
          : { reason: 'io server disconnect' },
      );
      expect(seen.admitted).toEqual([undefined]);
    },
  );

  it('serves no message without a user before a client is admitted', async () => {
    let decide: (user: unknown) => void = () => undefined;
    const validate = () =>
      new Promise((resolve) => {
        decide = resolve;
      });
    await boot({ validate });
    const client = connect({ token });
    client.emit('say', 'early');
    client.emit('who');

    expect(await client.next()).toEqual({ event: 'you', data: null });
    await sleep(50);
    expect(client.events).toHaveLength(1);
    decide({ sub: 'validated' });
    expect(await client.next()).toEqual({
      event: 'said',
      data: ['validated', 'early'],
    });
  });

  it('serves no message of a client that is refused later', async () => {
    const validate = () => sleep(50, undefined);
    await boot({ validate });
    const client = connect({ token });
    client.emit('say', 'early');

    await client.closed();
    expect(client.events.map(({ event }) => event)).not.toContain('said');
  });

  it('admits no client that has gone meanwhile', async () => {
    const validate = () => sleep(200, { sub: 'me' });
    await boot({ validate });
    const client = connect({ token });
    await client.opened;
    const [server = new EventEmitter()] = seen.clients;
    const ends = ['close', 'disconnect'];
    const gone = Promise.race(ends.map((name) => once(server, name)));
    client.close();
    await gone;
    const listeners = () => ends.map((name) => server.listenerCount(name));
    const before = listeners();
    await expect.poll(() => seen.admitted).toEqual([undefined]);
    expect(listeners()).toEqual(before);
  });
});
