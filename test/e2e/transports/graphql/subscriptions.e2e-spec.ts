import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunningApp } from '../../../support/platforms.js';
import { expectNoUnhandledRejection } from '../../../support/unhandled-rejections.js';
import { pool, servers } from './graphql.fixture.js';
import {
  bootSubscriptions,
  SubscriptionClient,
} from './subscriptions.fixture.js';

const token = pool.accessToken({ username: 'alice' });
const bearer = `Bearer ${token}`;
const bob = pool.accessToken({ username: 'bob' });
const ticks = 'subscription { ticks }';

describe.each(servers)('A subscription on $name', (server) => {
  let app: RunningApp;
  let client: SubscriptionClient;
  let verified = 0;

  expectNoUnhandledRejection();

  beforeAll(async () => {
    const auth = {
      validate: (user: unknown) => {
        verified += 1;
        return user;
      },
    };
    app = await bootSubscriptions(server, auth, { onConnect: false });
  });

  afterAll(() => app.close());
  afterEach(() => client.close());

  const connect = async (payload?: unknown, headers = {}) => {
    verified = 0;
    client = await SubscriptionClient.connect(app, payload, headers);
  };

  /** The refusal of a subscription: Apollo answers with `next`, else `error`. */
  const refusalOf = (answer: unknown) => {
    const errors = Array.isArray(answer)
      ? (answer as unknown[])
      : (answer as { errors: unknown[] }).errors;
    expect(errors).toHaveLength(1);
    return errors[0] as { message: string; extensions: object };
  };

  it.each([
    ['token', { token }],
    ['authToken', { authToken: token }],
    ['authorization', { authorization: bearer }],
    ['Authorization', { Authorization: bearer }],
    ['Authorization without Bearer', { Authorization: token }],
    ['headers.authorization', { headers: { authorization: bearer } }],
    ['headers.Authorization', { headers: { Authorization: bearer } }],
  ])('gets its token from the parameter %s', async (_, payload) => {
    await connect(payload);
    expect(await client.first(ticks)).toEqual({ data: { ticks: 'alice' } });
  });

  it('gets its token from the header of the upgrade', async () => {
    await connect(undefined, { authorization: bearer });
    expect(await client.first(ticks)).toEqual({ data: { ticks: 'alice' } });
  });

  it('prefers the connection parameters, also bad ones', async () => {
    await connect({ token: bob }, { authorization: bearer });
    expect(await client.first(ticks)).toEqual({ data: { ticks: 'bob' } });
    await client.close();
    await connect({ token: 'bad' }, { authorization: bearer });
    expect(refusalOf(await client.first(ticks)).extensions).toMatchObject({
      originalError: { code: 'token_malformed' },
    });
  });

  it('is refused alone, and the connection stays open', async () => {
    await connect({ token });
    const refusal = refusalOf(await client.first('subscription { admins }'));
    expect(refusal.extensions).toEqual({
      code: 'FORBIDDEN',
      originalError: {
        statusCode: 403,
        error: 'Forbidden',
        message: refusal.message,
        code: 'group_missing',
      },
    });
    expect(await client.first(ticks)).toEqual({ data: { ticks: 'alice' } });
    expect(verified).toBe(1);
  });

  it('needs a token unless it is public', async () => {
    await connect();
    expect(refusalOf(await client.first(ticks)).extensions).toMatchObject({
      code: 'UNAUTHENTICATED',
      originalError: { code: 'token_missing' },
    });
    expect(await client.first('subscription { open }')).toEqual({
      data: { open: 'nobody' },
    });
  });

  it('is no other than a query on the same connection', async () => {
    await connect({ token });
    expect(await client.first('{ me }')).toEqual({ data: { me: 'alice' } });
    expect(await client.first(ticks)).toEqual({ data: { ticks: 'alice' } });
    expect(verified).toBe(1);
  });

  it('is verified once for a connection', async () => {
    await connect({ token });
    for (let count = 0; count < 5; count += 1) {
      await client.first(ticks);
    }
    expect(verified).toBe(1);
  });

  it.each([
    ['a number', 7],
    ['a string', 'token'],
    ['a list', [{ token }]],
    ['true', true],
    ['null', null],
    ['a token that is a number', { token: 7 }],
    ['a token that is an object', { token: { token } }],
    ['a token that is a list', { authorization: [bearer] }],
    ['headers of null', { headers: null }],
    ['headers that are a string', { headers: 'authorization' }],
    ['headers that hold an object', { headers: { authorization: {} } }],
    ['two names', { token, Token: bob }],
    ['names of objects', { constructor: 1, toString: 2, hasOwnProperty: 3 }],
    [
      'what looks like a context',
      { extra: { request: { headers: { authorization: bearer } } } },
    ],
    ['a caller', { user: { sub: 'eve' }, req: { user: { sub: 'eve' } } }],
  ])('is refused for connection parameters of %s', async (_, payload) => {
    await connect(payload);
    const answer = await client.first(ticks).catch(() => 'closed');
    if (answer !== 'closed') {
      expect(refusalOf(answer).extensions).toMatchObject({
        originalError: {
          code: expect.stringMatching(/^(token_missing|request_malformed)$/),
        },
      });
    }
    expect(JSON.stringify(client.messages)).not.toContain('alice');
    await client.close();
    await connect({ token });
    expect(await client.first(ticks)).toEqual({ data: { ticks: 'alice' } });
  });
});
