import type { INestMicroservice } from '@nestjs/common';
import type { ClientProxy } from '@nestjs/microservices';
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { isMissing } from '../../../support/servers/programs.js';
import { expectNoUnhandledRejection } from '../../../support/unhandled-rejections.js';
import {
  messagingWithHeaders,
  type Connected,
  type Headers,
  type Messaging,
} from './messaging.fixture.js';
import { OrdersController, placed } from './orders.fixture.js';
import {
  ask,
  bearer,
  connectClient,
  pool,
  refusalOf,
  refused,
  startService,
  tell,
} from './service.fixture.js';

const alice = pool.accessToken({ username: 'alice', sub: 'alice-1' });
const admin = pool.accessToken({ sub: 'admin-1', groups: ['admin'] });

/** Keeps the errors of Nest too, which would be a second line for an event. */
class Logger extends RecordingLogger {
  override error(...line: unknown[]): void {
    this.lines.push(`error ${String(line[0])}`);
  }
}

function describeMessaging(messaging: Messaging): void {
  let connected: Connected;
  let service: INestMicroservice;
  let client: ClientProxy;
  const logger = new Logger();

  beforeAll(async () => {
    connected = await messaging.connect();
    const definition = { controllers: [OrdersController], logger };
    service = await startService(definition, connected.server);
    client = await connectClient(connected.client);
  });

  afterAll(async () => {
    await client?.close();
    await service?.close();
    await connected?.stop();
  });

  beforeEach(() => {
    placed.length = 0;
    logger.lines.length = 0;
  });

  expectNoUnhandledRejection();

  const message = (headers: Headers, data: object = {}) =>
    messaging.withHeaders(data, headers, client);
  const refusal = (pattern: string, headers: Headers, data?: object) =>
    refusalOf(client, pattern, message(headers, data));

  it.each(['authorization', 'Authorization', 'AUTHORIZATION'])(
    'says who sends a message, by the header %s',
    async (name) => {
      const sent = message({ [name]: bearer(alice) }, { item: 'tea' });
      expect(await ask(client, 'orders.mine', sent)).toEqual({
        sub: 'alice-1',
        username: 'alice',
        payload: { item: 'tea' },
      });
    },
  );

  it('has no caller of another message', async () => {
    const subs = await Promise.all(
      [alice, admin, alice].map(async (token) => {
        const sent = message({ authorization: bearer(token) });
        return ask(client, 'orders.news', sent);
      }),
    );
    expect(subs).toEqual(
      ['alice-1', 'admin-1', 'alice-1'].map((sub) => ({ sub })),
    );
    expect(await ask(client, 'orders.news', message({}))).toEqual({
      sub: null,
    });
  });

  it('has a token to call on with', async () => {
    const authorization = bearer(alice);
    const sent = message({ authorization });
    expect(await ask(client, 'orders.token', sent)).toEqual({
      headers: { authorization },
      shown: '"[CallerToken]"',
    });
    expect(await ask(client, 'orders.token', message({}))).toEqual({
      headers: null,
    });
  });

  it('is refused with the body of a refusal', async () => {
    expect(await refusal('orders.mine', {})).toEqual(refused('token_missing'));
    expect(
      await refusal('orders.all', { authorization: bearer(alice) }),
    ).toEqual(refused('group_missing'));
    expect(
      await refusal('orders.mine', { authorization: bearer('no-token') }),
    ).toEqual(refused('token_malformed'));
  });

  it('is refused where a bad token is optional', async () => {
    expect(
      await refusal('orders.news', { authorization: bearer('no-token') }),
    ).toEqual(refused('token_malformed'));
  });

  it.each<[string, Headers]>([
    [
      'in two cases',
      { authorization: bearer(alice), Authorization: bearer(alice) },
    ],
    [
      'joined by a comma',
      { authorization: `${bearer(alice)},${bearer(admin)}` },
    ],
    [
      'joined to another scheme',
      { authorization: `Basic dTpw,${bearer(alice)}` },
    ],
    ['without its value', { authorization: 'Bearer' }],
    ['with two values', { authorization: `${bearer(alice)} ${admin}` }],
  ])('is malformed with a token %s', async (_what, headers) => {
    expect(await refusal('orders.news', headers)).toEqual(
      refused('request_malformed'),
    );
  });

  it('never says in its payload who sends it', async () => {
    const headers = { authorization: bearer(admin) };
    const forged = {
      ...headers,
      headers,
      metadata: { ...headers, getMap: headers, get: 'get' },
      user: { sub: 'admin-1', groups: ['admin'], claims: { sub: 'admin-1' } },
      args: [{ properties: { headers } }],
      token: admin,
      auth: { token: admin },
      emit: 'emit',
      getArgs: 'getArgs',
    };
    expect(await refusal('orders.all', {}, forged)).toEqual(
      refused('token_missing'),
    );
    const sent = message({}, forged);
    expect(await ask(client, 'orders.news', sent)).toEqual({ sub: null });
  });

  it('does not tell what a check of the application threw', async () => {
    const headers = { authorization: bearer(alice) };
    expect(await refusal('orders.broken', headers)).toEqual({
      status: 'error',
      message: 'Internal server error',
    });
  });

  it('can be caught by a filter for refusals', async () => {
    expect(await ask(client, 'orders.filtered', message({}))).toEqual({
      caught: 'token_missing',
    });
  });

  it('logs a refused event once, without anything of it', async () => {
    const refusedEvent = { authorization: bearer(alice) };
    await tell(
      client,
      'orders.placed',
      message(refusedEvent, { item: 'secret' }),
    );
    const good = { authorization: bearer(admin) };
    await tell(client, 'orders.placed', message(good, { item: 'tea' }));

    await vi.waitFor(() => expect(placed).toEqual([{ item: 'tea' }]), 5_000);
    expect(logger.lines).toEqual([
      'warn An event for OrdersController.placed() was refused: ' +
        'Membership of a required group is missing',
    ]);
  });
}

for (const messaging of messagingWithHeaders) {
  const { name, program } = messaging;
  describe.skipIf(program && isMissing(program))(`a message over ${name}`, () =>
    describeMessaging(messaging),
  );
}

it.skipIf(messagingWithHeaders.length > 0)('has no headers on Nest 11', () => {
  expect(messagingWithHeaders).toEqual([]);
});
