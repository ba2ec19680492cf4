import { Metadata } from '@grpc/grpc-js';
import { Controller, Get } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { CognitoAuthModule, CurrentUser } from 'nestjs-cognito-auth';
import { lastValueFrom } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import { mistakesIn } from '../../../support/audited.app.js';
import { request } from '../../../support/http.js';
import { nestMajor } from '../../../support/nest-version.js';
import { bootApp, platforms } from '../../../support/platforms.js';
import { isMissing } from '../../../support/servers/programs.js';
import { freePort } from '../../../support/servers/server.js';
import { bootGateway, type CallOn } from './gateway.fixture.js';
import {
  connectOrders,
  ended,
  grpcOptions,
  type Order,
} from './grpc.fixture.js';
import {
  KafkaClientWithoutBroker,
  KafkaWithoutBroker,
} from './kafka.fixture.js';
import { messagingWithHeaders } from './messaging.fixture.js';
import { OrdersController } from './orders.fixture.js';
import { UnguardedController } from './unguarded.fixture.js';
import { ask, connectClient, pool, startService } from './service.fixture.js';

const callers = ['alice-1', 'bob-1'];

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** The answers of a gateway to two callers at once. */
async function answersOf(callOn: CallOn): Promise<unknown[]> {
  const gateway = await bootGateway(callOn);
  stops.push(gateway.close);
  return Promise.all(
    callers.map(async (sub) => {
      const token = pool.accessToken({ sub });
      const { body } = await request(`${gateway.url}/mine`, { token });
      return body;
    }),
  );
}

describe('A gateway calls on as its user', () => {
  for (const messaging of messagingWithHeaders) {
    const { name, program, connect, withHeaders } = messaging;
    it.skipIf(program && isMissing(program))(`over ${name}`, async () => {
      const { server, client: options, stop } = await connect();
      stops.push(stop);
      const definition = { controllers: [OrdersController] };
      const service = await startService(definition, server);
      stops.push(() => service.close());
      const client = await connectClient(options);
      stops.push(() => client.close());

      const answers = await answersOf((token) =>
        ask(client, 'orders.mine', withHeaders({}, token.headers, client)),
      );
      expect(answers).toMatchObject(callers.map((sub) => ({ sub })));
    });
  }

  it('over gRPC', async () => {
    @Controller()
    class GrpcController {
      @GrpcMethod('Orders', 'Get')
      get(@CurrentUser('sub') sub: string): Order {
        return { sub };
      }
    }
    const port = await freePort();
    const definition = { controllers: [GrpcController] };
    const service = await startService(definition, grpcOptions(port));
    stops.push(() => service.close());
    const client = connectOrders(port);
    stops.push(() => client.close());

    const answers = await answersOf(async (token) => {
      const metadata = token.into(new Metadata());
      const { orders } = await ended((done) => client.get({}, metadata, done));
      return orders[0];
    });
    expect(answers).toEqual(callers.map((sub) => ({ sub })));
  });

  it.each(platforms)('over HTTP, to $name', async (platform) => {
    @Controller()
    class HttpController {
      @Get('who')
      who(@CurrentUser('sub') sub: string) {
        return { sub };
      }
    }
    const service = await bootApp(platform, {
      imports: [
        CognitoAuthModule.forRoot({ ...pool.options, globalGuard: true }),
      ],
      controllers: [HttpController],
    });
    stops.push(service.close);

    const asPlainObject = await answersOf(async ({ headers }) => {
      const answer = await fetch(`${service.url}/who`, { headers });
      return answer.json();
    });
    const asHeaders = await answersOf(async (token) => {
      const headers = token.into(new Headers());
      const answer = await fetch(`${service.url}/who`, { headers });
      return answer.json();
    });
    const expected = callers.map((sub) => ({ sub }));
    expect([asPlainObject, asHeaders]).toEqual([expected, expected]);
  });

  it.skipIf(nestMajor < 12)('over Kafka', async () => {
    const server = new KafkaWithoutBroker({});
    const definition = { controllers: [OrdersController] };
    const service = await startService(definition, { strategy: server });
    stops.push(() => service.close());

    const client = new KafkaClientWithoutBroker({});
    const answers: unknown[] = [];
    await answersOf(async ({ headers }) => {
      const message = { value: {}, headers };
      await lastValueFrom(client.emit('orders.mine', message));
    });
    for (const { headers } of client.sent) {
      answers.push((await server.ask('orders.mine', headers)).value);
    }
    expect(answers).toHaveLength(callers.length);
    expect(answers).toMatchObject(
      expect.arrayContaining(
        callers.map((sub) => expect.objectContaining({ sub })),
      ),
    );
  });

  it('only if there is one', async () => {
    const gateway = await bootGateway(() => undefined);
    stops.push(gateway.close);
    const news = async (token?: string) =>
      (await request(`${gateway.url}/news`, { token })).body;
    expect(await news()).toEqual({ anonymous: true });
    expect(await news(pool.accessToken())).toEqual({ anonymous: false });
  });
});

it('The audit finds a route that needs a token to call on with', async () => {
  expect(await mistakesIn({ controllers: [UnguardedController] })).toEqual([
    expect.stringContaining('mine() has @CurrentToken(), but'),
  ]);
});
