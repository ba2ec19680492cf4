import type { INestMicroservice } from '@nestjs/common';
import type { ClientProxy } from '@nestjs/microservices';
import { fromBearerHeader, fromPayload } from 'nestjs-cognito-auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isMissing } from '../../../support/servers/programs.js';
import { expectNoUnhandledRejection } from '../../../support/unhandled-rejections.js';
import {
  allMessaging,
  type Connected,
  type Messaging,
} from './messaging.fixture.js';
import { OrdersController } from './orders.fixture.js';
import {
  ask,
  bearer,
  connectClient,
  pool,
  refusalOf,
  refused,
  startService,
} from './service.fixture.js';

const alice = pool.accessToken({ sub: 'alice-1' });
const auth = { token: alice };

function describePayloads(messaging: Messaging): void {
  let connected: Connected;
  let client: ClientProxy;
  let service: INestMicroservice | undefined;

  beforeAll(async () => {
    connected = await messaging.connect();
  });
  afterAll(() => connected?.stop());

  expectNoUnhandledRejection();

  describe('that a token may be in', () => {
    beforeAll(async () => {
      const tokenFrom = [fromBearerHeader(), fromPayload('auth.token')];
      const definition = {
        controllers: [OrdersController],
        options: { tokenFrom },
      };
      service = await startService(definition, connected.server);
      client = await connectClient(connected.client);
    });
    afterAll(async () => {
      await client?.close();
      await service?.close();
    });

    it.each([alice, bearer(alice)])('says who sends it', async (token) => {
      const sent = { auth: { token } };
      expect(await ask(client, 'orders.mine', sent)).toMatchObject({
        sub: 'alice-1',
        payload: sent,
      });
    });

    it.each([
      ['nothing', undefined, 'token_missing'],
      ['text', alice, 'token_missing'],
      ['a list', [alice], 'token_missing'],
      ['the token elsewhere', { token: alice }, 'token_missing'],
      ['a bad token', { auth: { token: 'no-token' } }, 'token_malformed'],
      ['a number as token', { auth: { token: 7 } }, 'request_malformed'],
      ['a list as token', { auth: { token: [alice] } }, 'request_malformed'],
      ['an object as token', { auth: { token: auth } }, 'request_malformed'],
    ] as const)('is refused with %s', async (_what, sent, code) => {
      expect(await refusalOf(client, 'orders.mine', sent ?? '')).toEqual(
        refused(code),
      );
    });
  });

  it('is no place for a token by default', async () => {
    const definition = { controllers: [OrdersController] };
    service = await startService(definition, connected.server);
    client = await connectClient(connected.client);
    try {
      const sent = { auth, ...auth, headers: { authorization: bearer(alice) } };
      expect(await refusalOf(client, 'orders.mine', sent)).toEqual(
        refused('token_missing'),
      );
      expect(await ask(client, 'orders.news', sent)).toEqual({ sub: null });
    } finally {
      await client.close();
      await service.close();
    }
  });
}

for (const messaging of allMessaging) {
  const { name, program } = messaging;
  // RabbitMQ takes long to start, and its payloads are those of all others.
  describe.skipIf(
    program === 'rabbitmq-server' || (program && isMissing(program)),
  )(`a payload over ${name}`, () => describePayloads(messaging));
}
