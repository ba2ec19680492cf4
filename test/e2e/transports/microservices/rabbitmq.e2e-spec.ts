import { Controller, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  Ctx,
  EventPattern,
  MessagePattern,
  Payload,
  RmqRecordBuilder,
  type ClientProxy,
  type RmqContext,
} from '@nestjs/microservices';
import type { Channel, ConsumeMessage } from 'amqplib';
import { Groups, OptionalAuth, Policy } from 'nestjs-cognito-auth';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import { nestMajor } from '../../../support/nest-version.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { isMissing } from '../../../support/servers/programs.js';
import { startRabbitMq } from '../../../support/servers/rabbitmq.js';
import type { TestServer } from '../../../support/servers/server.js';
import { expectNoUnhandledRejection } from '../../../support/unhandled-rejections.js';
import { rabbitOptions } from './messaging.fixture.js';
import {
  ask,
  bearer,
  connectClient,
  guardedModule,
  pool,
  refusalOf,
  refused,
  startService,
  tell,
} from './service.fixture.js';

const placed: unknown[] = [];

/** Acknowledges by hand if the queue is made so. */
let byHand: boolean;

function acknowledge(context: unknown): void {
  if (byHand) {
    const received = context as RmqContext;
    const channel = received.getChannelRef() as Channel;
    channel.ack(received.getMessage() as ConsumeMessage);
  }
}

@Controller()
class OrdersController {
  @EventPattern('orders.placed')
  @Groups('admin')
  placed(@Payload() payload: unknown, @Ctx() context: unknown) {
    placed.push(payload);
    acknowledge(context);
  }

  @EventPattern('orders.broken')
  @Policy(() => {
    throw new Error('out of order');
  }, 'is broken')
  broken(@Payload() _payload: unknown) {}

  @MessagePattern('orders.all')
  @Groups('admin')
  all(@Ctx() context: unknown) {
    acknowledge(context);
    return 'all';
  }

  @MessagePattern('orders.news')
  @OptionalAuth()
  news(@Ctx() context: unknown) {
    acknowledge(context);
    return 'news';
  }
}

const admin = pool.accessToken({ groups: ['admin'] });
const record = (data: unknown, headers: Record<string, unknown>) =>
  new RmqRecordBuilder(data)
    .setOptions({ headers: headers as Record<string, string> })
    .build();
const good = (data: unknown) => record(data, { authorization: bearer(admin) });
const bad = (data: unknown) =>
  record(data, { authorization: bearer('no-token') });

describe.skipIf(nestMajor < 12 || isMissing('rabbitmq-server'))(
  'a queue of RabbitMQ',
  () => {
    let broker: TestServer;
    let service: INestMicroservice | undefined;
    let client: ClientProxy;
    const logger = new RecordingLogger();

    beforeAll(async () => {
      broker = await startRabbitMq();
    });
    afterAll(() => broker?.stop());

    beforeEach(() => {
      placed.length = 0;
      logger.lines.length = 0;
    });
    afterEach(async () => {
      await client?.close();
      await service?.close();
      service = undefined;
    });

    expectNoUnhandledRejection();

    async function start(queue: string, more: object) {
      const options = rabbitOptions(broker, { queue, ...more });
      service = await startService(
        { controllers: [OrdersController], logger },
        options,
      );
      client = await connectClient(rabbitOptions(broker, { queue }));
    }

    it('goes on after as many refused events as it prefetches', async () => {
      byHand = true;
      await start('by-hand', { noAck: false, prefetchCount: 2 });

      for (const item of [1, 2]) await tell(client, 'orders.placed', bad(item));
      for (const item of [3, 4])
        await tell(client, 'orders.placed', good(item));

      await vi.waitFor(() => expect(placed).toEqual([3, 4]), 5_000);
    });

    it('goes on after as many checks that failed', async () => {
      byHand = true;
      await start('broken', { noAck: false, prefetchCount: 2 });

      for (const item of [1, 2])
        await tell(client, 'orders.broken', good(item));
      await tell(client, 'orders.placed', good(3));

      await vi.waitFor(() => expect(placed).toEqual([3]), 5_000);
    });

    it('goes on after as many refused requests', async () => {
      byHand = true;
      await start('requests', { noAck: false, prefetchCount: 2 });

      for (const item of [1, 2]) {
        expect(await refusalOf(client, 'orders.all', bad(item))).toEqual(
          refused('token_malformed'),
        );
      }
      expect(await ask(client, 'orders.all', good(3))).toBe('all');
    });

    it('puts no refused event back', async () => {
      byHand = true;
      await start('emptied', { noAck: false });
      await tell(client, 'orders.placed', bad(1));
      await tell(client, 'orders.placed', good(2));
      await vi.waitFor(() => expect(placed).toEqual([2]), 5_000);
      await client.close();
      await service?.close();

      await start('emptied', { noAck: false });
      await tell(client, 'orders.placed', good(3));
      await vi.waitFor(() => expect(placed).toEqual([2, 3]), 5_000);
      expect(logger.lines).toHaveLength(1);
    });

    it('keeps its channel if RabbitMQ needs no acknowledgement', async () => {
      byHand = false;
      await start('by-itself', {});

      for (const item of [1, 2]) await tell(client, 'orders.placed', bad(item));
      await tell(client, 'orders.placed', good(3));
      expect(await ask(client, 'orders.all', good(4))).toBe('all');
      expect(placed).toEqual([3]);
    });

    it('of one mode stands beside one of the other', async () => {
      byHand = false;
      const options = { unguardedRoutes: 'ignore' as const };
      const app = await NestFactory.create(
        guardedModule({ controllers: [OrdersController], options }),
        { logger: false },
      );
      for (const more of [{ queue: 'one' }, { queue: 'two', noAck: false }]) {
        const service = rabbitOptions(broker, more);
        app.connectMicroservice(service, { inheritAppConfig: true });
      }
      await app.startAllMicroservices();
      try {
        client = await connectClient(rabbitOptions(broker, { queue: 'one' }));
        expect(await refusalOf(client, 'orders.all', bad(1))).toEqual(
          refused('token_malformed'),
        );
        expect(await ask(client, 'orders.all', good(2))).toBe('all');
      } finally {
        await app.close();
      }
    });

    it.each<[string, unknown]>([
      ['a number', 7],
      ['a boolean', true],
      ['a list', [bearer(admin)]],
      ['an object', { value: bearer(admin) }],
      ['bytes', Buffer.from(bearer(admin))],
      ['a time', { '!': 'timestamp', value: 7 }],
    ])('refuses a token that is %s', async (_what, authorization) => {
      byHand = false;
      await start('odd', {});
      const sent = record({}, { authorization });
      expect(await refusalOf(client, 'orders.news', sent)).toEqual(
        refused('request_malformed'),
      );
    });

    it('ignores headers that are no string, and those that name members', async () => {
      byHand = false;
      await start('odd', {});
      const sent = record(
        {},
        JSON.parse('{"constructor": 1, "__proto__": {"a": 1}, "retry": 7}'),
      );
      expect(await ask(client, 'orders.news', sent)).toBe('news');
    });
  },
);
