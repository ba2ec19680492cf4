import {
  Controller,
  Get,
  Inject,
  Scope,
  UseGuards,
  type INestApplication,
  type Type,
} from '@nestjs/common';
import { REQUEST } from '@nestjs/core';
import {
  EventPattern,
  MessagePattern,
  Payload,
  Transport,
  type ClientProxy,
} from '@nestjs/microservices';
import {
  CognitoAuthModule,
  CognitoGuard,
  CurrentToken,
  CurrentUser,
  Groups,
  fromBearerHeader,
  fromPayload,
  type CallerToken,
} from 'nestjs-cognito-auth';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { request } from '../../../support/http.js';
import {
  bootApp,
  platforms,
  type RunningApp,
} from '../../../support/platforms.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { freePort } from '../../../support/servers/server.js';
import {
  ask,
  bearer,
  connectClient,
  pool,
  refusalOf,
  refused,
  tell,
} from './service.fixture.js';

const placed: unknown[] = [];

class Handlers {
  mine(sub: string, token: CallerToken) {
    return { sub, authorization: token.headers.authorization };
  }
}

/** One instance for the application. Only a global guard protects it. */
@Controller('orders')
class StaticController extends Handlers {
  @Get()
  @MessagePattern('mine')
  override mine(
    @CurrentUser('sub') sub: string,
    @CurrentToken() token: CallerToken,
  ) {
    return super.mine(sub, token);
  }

  @EventPattern('placed')
  @Groups('admin')
  placed(@Payload() payload: { readonly item: string }) {
    placed.push(payload.item);
  }
}

/** One instance for each request and for each message. */
@Controller({ path: 'orders', scope: Scope.REQUEST })
@UseGuards(CognitoGuard)
class ScopedController extends Handlers {
  constructor(@Inject(REQUEST) private readonly request: object) {
    super();
  }

  @Get()
  @MessagePattern('mine')
  override mine(
    @CurrentUser('sub') sub: string,
    @CurrentToken() token: CallerToken,
  ) {
    return { ...super.mine(sub, token), scoped: this.request !== undefined };
  }

  @EventPattern('placed')
  @Groups('admin')
  placed(@Payload() payload: { readonly item: string }) {
    placed.push(payload.item);
  }
}

const alice = pool.accessToken({ sub: 'alice-1' });
const admin = pool.accessToken({ sub: 'admin-1', groups: ['admin'] });
const host = '127.0.0.1';

describe.each(platforms)('A hybrid application on $name', (platform) => {
  const logger = new RecordingLogger();
  let running: RunningApp | undefined;
  let client: ClientProxy | undefined;

  afterEach(async () => {
    await client?.close();
    await running?.close();
    placed.length = 0;
    logger.lines.length = 0;
  });

  async function boot(controller: Type<unknown>, inheritAppConfig: boolean) {
    const port = await freePort();
    const service = {
      transport: Transport.TCP as const,
      options: { host, port },
    };
    const connect = (app: INestApplication) =>
      app.connectMicroservice(service, { inheritAppConfig });
    running = await bootApp(platform, {
      controllers: [controller],
      imports: [
        CognitoAuthModule.forRoot({
          ...pool.options,
          // TCP has no headers on Nest 11.
          tokenFrom: [fromBearerHeader(), fromPayload('token')],
          globalGuard: inheritAppConfig,
          // The audit cannot see inheritAppConfig.
          unguardedRoutes: inheritAppConfig ? 'ignore' : 'error',
        }),
      ],
      configure: connect,
      logger,
    });
    await running.app.startAllMicroservices();
    client = await connectClient(service);
    return { url: running.url, client };
  }

  it.each([
    ['a global guard and inheritAppConfig', StaticController, true],
    ['a guard of a request-scoped class', ScopedController, false],
  ] as const)(
    'guards requests and messages with %s',
    async (_what, controller, inherits) => {
      const { url, client } = await boot(controller, inherits);

      const caller = { sub: 'alice-1', authorization: bearer(alice) };
      const answer = await request(`${url}/orders`, { token: alice });
      expect(answer.body).toMatchObject(caller);
      expect(await ask(client, 'mine', { token: alice })).toMatchObject(caller);

      expect((await request(`${url}/orders`)).body).toMatchObject({
        code: 'token_missing',
      });
      expect(await refusalOf(client, 'mine', {})).toEqual(
        refused('token_missing'),
      );

      await tell(client, 'placed', { token: alice, item: 'coffee' });
      await tell(client, 'placed', { token: admin, item: 'tea' });
      await vi.waitFor(() => expect(placed).toEqual(['tea']), 5_000);
      expect(logger.lines).toEqual([
        `warn An event for ${controller.name}.placed() was refused: ` +
          'Membership of a required group is missing',
      ]);
    },
  );
});
