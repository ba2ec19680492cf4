import {
  Catch,
  Controller,
  UseFilters,
  type INestMicroservice,
  type RpcExceptionFilter,
} from '@nestjs/common';
import {
  EventPattern,
  MessagePattern,
  Payload,
  type MicroserviceOptions,
} from '@nestjs/microservices';
import { CognitoAuthException, CurrentUser, Groups } from 'nestjs-cognito-auth';
import { of, type Observable } from 'rxjs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nestMajor } from '../../../support/nest-version.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { expectNoUnhandledRejection } from '../../../support/unhandled-rejections.js';
import { KafkaWithoutBroker, type Message } from './kafka.fixture.js';
import { bearer, pool, refused, startService } from './service.fixture.js';

/** Drops a refused event, so that Kafka does not deliver it for ever. */
@Catch(CognitoAuthException)
class DroppingFilter implements RpcExceptionFilter<CognitoAuthException> {
  catch(): Observable<unknown> {
    return of(undefined);
  }
}

const placed: unknown[] = [];

@Controller()
class OrdersController {
  @MessagePattern('orders.mine')
  mine(@CurrentUser('sub') sub: string) {
    return { sub };
  }

  @EventPattern('orders.placed')
  @Groups('admin')
  placed(@Payload() payload: unknown) {
    placed.push(payload);
  }

  @EventPattern('orders.dropped')
  @Groups('admin')
  @UseFilters(DroppingFilter)
  dropped(@Payload() payload: unknown) {
    placed.push(payload);
  }
}

const alice = pool.accessToken({ sub: 'alice-1' });
const admin = pool.accessToken({ groups: ['admin'] });
const good = { authorization: Buffer.from(bearer(admin)) };
const bad = { authorization: Buffer.from(bearer(alice)) };

describe.skipIf(nestMajor < 12)('a message of Kafka', () => {
  const logger = new RecordingLogger();
  let server: KafkaWithoutBroker;
  let service: INestMicroservice;

  beforeAll(async () => {
    server = new KafkaWithoutBroker({});
    service = await startService({ controllers: [OrdersController], logger }, {
      strategy: server,
    } as MicroserviceOptions);
  });
  afterAll(() => service.close());

  beforeEach(() => {
    placed.length = 0;
    logger.lines.length = 0;
  });

  expectNoUnhandledRejection();

  const ask = (headers: Message['headers']) =>
    server.ask('orders.mine', headers);

  it.each(['authorization', 'Authorization'])(
    'says who sends it, by the header %s',
    async (name) => {
      const { value } = await ask({ [name]: Buffer.from(bearer(alice)) });
      expect(value).toEqual({ sub: 'alice-1' });
    },
  );

  it.each<[string, Message['headers'], Parameters<typeof refused>[0]]>([
    ['without a token', {}, 'token_missing'],
    ['without headers', undefined, 'token_missing'],
    [
      'with a bad token',
      { authorization: 'Bearer no-token' },
      'token_malformed',
    ],
    [
      'with two values of one name',
      { authorization: [bearer(alice), bearer(admin)] },
      'request_malformed',
    ],
    [
      'with two cases of one name',
      { authorization: bearer(alice), Authorization: bearer(alice) },
      'request_malformed',
    ],
    [
      'with a list in JSON',
      { authorization: JSON.stringify([bearer(alice)]) },
      'request_malformed',
    ],
    [
      'with an object in JSON',
      { authorization: '{"toString":1,"valueOf":1}' },
      'request_malformed',
    ],
    [
      'with bytes of a schema',
      {
        authorization: Buffer.concat([
          Buffer.alloc(1),
          Buffer.from(bearer(alice)),
        ]),
      },
      'request_malformed',
    ],
  ])('is refused %s', async (_what, headers, code) => {
    expect((await ask(headers)).error).toEqual(refused(code));
  });

  it('is retried as an event that is refused, and logged once a try', async () => {
    await expect(server.receive('orders.placed', bad)).rejects.toEqual({
      status: 'error',
      message: 'Internal server error',
    });
    expect(placed).toEqual([]);
    expect(logger.lines).toEqual([
      'warn An event for OrdersController.placed() was refused: ' +
        'Membership of a required group is missing',
    ]);

    await server.receive('orders.placed', good);
    expect(placed).toEqual([{ item: 'tea' }]);
  });

  it('is dropped as an event that a filter catches', async () => {
    await server.receive('orders.dropped', bad);
    expect(placed).toEqual([]);
    expect(logger.lines).toHaveLength(1);

    await server.receive('orders.dropped', good);
    expect(placed).toEqual([{ item: 'tea' }]);
  });
});
