import type { ServerDuplexStream, ServerReadableStream } from '@grpc/grpc-js';
import {
  Controller,
  NotFoundException,
  type INestMicroservice,
} from '@nestjs/common';
import {
  GrpcMethod,
  GrpcStreamCall,
  GrpcStreamMethod,
  Payload,
} from '@nestjs/microservices';
import {
  Claim,
  CurrentUser,
  Groups,
  OptionalAuth,
  Policy,
} from 'nestjs-cognito-auth';
import { map, of, reduce, type Observable } from 'rxjs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { freePort } from '../../../support/servers/server.js';
import { expectNoUnhandledRejection } from '../../../support/unhandled-rejections.js';
import {
  connectOrders,
  ended,
  endedStream,
  grpcOptions,
  metadataOf,
  type Ended,
  type Order,
  type OrdersClient,
} from './grpc.fixture.js';
import { bearer, pool, startService } from './service.fixture.js';

const handled: string[] = [];

@Controller()
@Groups('admin')
class OrdersController {
  @GrpcMethod('Orders', 'Get')
  get(@Payload() { item }: Order, @CurrentUser('sub') sub: string): Order {
    handled.push('get');
    return { item, sub };
  }

  @GrpcMethod('Orders', 'Open')
  @OptionalAuth()
  open(@Payload() { item }: Order, @CurrentUser('sub') sub?: string): Order {
    return { item, sub };
  }

  @GrpcMethod('Orders', 'Broken')
  @Policy(() => Promise.reject(new Error('a secret detail')), 'is broken')
  broken(order: Order): Order {
    return order;
  }

  @GrpcMethod('Orders', 'Sold')
  @Policy(() => Promise.reject(new NotFoundException('Sold out')), 'is there')
  sold(order: Order): Order {
    return order;
  }

  @GrpcMethod('Orders', 'List')
  list(@Claim('sub') sub: string): Observable<Order> {
    handled.push('list');
    return of({ sub }, { sub });
  }

  @GrpcStreamMethod('Orders', 'Upload')
  upload(orders: Observable<Order>): Observable<Order> {
    handled.push('upload');
    return orders.pipe(
      reduce((all, { item = '' }) => all + item, ''),
      map((item) => ({ item })),
    );
  }

  @GrpcStreamMethod('Orders', 'Chat')
  chat(orders: Observable<Order>): Observable<Order> {
    handled.push('chat');
    return orders;
  }

  @GrpcStreamCall('Orders', 'Pass')
  pass(call: ServerDuplexStream<Order, Order>): void {
    handled.push('pass');
    call.on('data', (order: Order) => call.write(order));
    call.on('end', () => call.end());
  }

  @GrpcStreamCall('Orders', 'Collect')
  collect(
    call: ServerReadableStream<Order, Order>,
    done: (error: null, order: Order) => void,
  ): void {
    handled.push('collect');
    let item = '';
    call.on('data', (order: Order) => (item += order.item ?? ''));
    call.on('end', () => done(null, { item }));
  }

  @GrpcStreamCall('Orders', 'BrokenPass')
  @Policy(() => {
    throw new Error('a secret detail');
  }, 'is broken')
  brokenPass(call: ServerDuplexStream<Order, Order>): void {
    call.end();
  }
}

const alice = bearer(pool.accessToken());
const admin = bearer(pool.accessToken({ sub: 'admin-1', groups: ['admin'] }));
const tea = { item: 'tea' };

type Metadata = ReturnType<typeof metadataOf>;

/** Each kind of call, with the messages that come back when it is admitted. */
const calls: readonly [
  string,
  (client: OrdersClient, metadata: Metadata) => Promise<Ended>,
  Order[],
][] = [
  [
    'get',
    (client, metadata) => ended((done) => client.get(tea, metadata, done)),
    [{ item: 'tea', sub: 'admin-1' }],
  ],
  [
    'list',
    (client, metadata) => endedStream(client.list({}, metadata)),
    [{ sub: 'admin-1' }, { sub: 'admin-1' }],
  ],
  [
    'upload',
    (client, metadata) => ended((done) => send(client.upload(metadata, done))),
    [{ item: 'teatea' }],
  ],
  [
    'chat',
    (client, metadata) => endedStream(send(client.chat(metadata))),
    [tea, tea],
  ],
  [
    'pass',
    (client, metadata) => endedStream(send(client.pass(metadata))),
    [tea, tea],
  ],
  [
    'collect',
    (client, metadata) => ended((done) => send(client.collect(metadata, done))),
    [{ item: 'teatea' }],
  ],
];

function send<S extends { write(order: Order): unknown; end(): unknown }>(
  stream: S,
): S {
  stream.write(tea);
  stream.write(tea);
  stream.end();
  return stream;
}

describe('a call of gRPC', () => {
  const logger = new RecordingLogger();
  let service: INestMicroservice;
  let client: OrdersClient;

  beforeAll(async () => {
    const port = await freePort();
    const definition = { controllers: [OrdersController], logger };
    service = await startService(definition, grpcOptions(port));
    client = connectOrders(port);
  });

  afterAll(async () => {
    client?.close();
    await service?.close();
  });

  beforeEach(() => {
    handled.length = 0;
    logger.lines.length = 0;
  });

  expectNoUnhandledRejection();

  describe.each(calls)('%s', (name, call, answers) => {
    it.each(['authorization', 'Authorization'])(
      'is admitted by the metadata %s',
      async (key) => {
        const { orders, status } = await call(client, metadataOf([key, admin]));
        expect(status).toBe(0);
        expect(orders).toMatchObject(answers);
        expect(orders).toHaveLength(answers.length);
        expect(handled).toEqual([name]);
      },
    );

    it('is refused with the status and the trailers', async () => {
      expect(await call(client, metadataOf())).toEqual({
        orders: [],
        status: 16,
        details: 'A bearer token is required',
        trailers: {
          'cognito-code': 'token_missing',
          'www-authenticate': 'Bearer realm="api"',
        },
      });
      expect(
        await call(client, metadataOf(['authorization', alice])),
      ).toMatchObject({
        status: 7,
        details: 'Membership of a required group is missing',
        trailers: { 'cognito-code': 'group_missing' },
      });
      expect(handled).toEqual([]);
    });

    it.each([
      // The package sends no value twice.
      ['joined', metadataOf(['authorization', `${admin}, ${admin}`])],
      ['without a value', metadataOf(['authorization', 'Bearer'])],
    ])('is malformed with the token %s', async (_what, metadata) => {
      expect(await call(client, metadata)).toMatchObject({
        status: 3,
        details: 'The credentials of the request are malformed',
        trailers: {
          'cognito-code': 'request_malformed',
          'www-authenticate': expect.stringContaining('invalid_request'),
        },
      });
      expect(handled).toEqual([]);
    });
  });

  it('can be made without a token where that is optional', async () => {
    const open = (metadata: Metadata) =>
      ended((done) => client.open(tea, metadata, done));
    expect((await open(metadataOf())).orders).toEqual([tea]);
    expect(
      await open(metadataOf(['authorization', 'Bearer no'])),
    ).toMatchObject({
      status: 16,
    });
  });

  it('does not tell what a check of the application threw', async () => {
    const metadata = metadataOf(['authorization', admin]);
    const failed = { status: 2, details: 'Internal server error' };
    expect(
      await ended((done) => client.broken(tea, metadata, done)),
    ).toMatchObject(failed);
    expect(await endedStream(send(client.brokenPass(metadata)))).toMatchObject(
      failed,
    );
    expect(logger.lines).toEqual(['error a secret detail']);
  });

  it('gets what a check of the application threw as an answer', async () => {
    const metadata = metadataOf(['authorization', admin]);
    const failed = await ended((done) => client.sold(tea, metadata, done));

    expect(failed).toMatchObject({ status: 5, details: 'Sold out' });
    expect(failed.trailers).not.toHaveProperty('cognito-code');
  });

  it('goes on after calls that were refused and never ended', async () => {
    const refused = Array.from({ length: 20 }, () => client.pass(metadataOf()));
    const statuses = await Promise.all(refused.map(endedStream));
    expect(new Set(statuses.map(({ status }) => status))).toEqual(
      new Set([16]),
    );

    const pass = client.pass(metadataOf(['authorization', admin]));
    expect(await endedStream(send(pass))).toMatchObject({ status: 0 });
  });

  it('survives a client that leaves before it is refused', async () => {
    for (let count = 0; count < 20; count += 1) {
      const call = client.pass(metadataOf());
      const end = endedStream(call);
      call.cancel();
      expect([1, 16]).toContain((await end).status);
    }
  });
});
