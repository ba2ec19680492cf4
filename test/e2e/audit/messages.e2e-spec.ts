import {
  Controller,
  Get,
  UseGuards,
  type INestApplication,
  type INestMicroservice,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, MessagePattern } from '@nestjs/microservices';
import { CognitoGuard, CurrentUser, Groups } from 'nestjs-cognito-auth';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  audited,
  bootAudited,
  mistakesIn,
  mistakesOf,
  type AuditedOptions,
} from '../../support/audited.app.js';
import { sendMessage, tcp } from '../../support/messages.js';
import type { AppDefinition } from '../../support/platforms.js';

const asksInVain = 'but Nest runs no CognitoGuard for it: ';
const needsGuard = `${asksInVain}add @UseGuards(CognitoGuard) to it or its class`;
const orGlobally = ', or globalGuard: true to CognitoAuthModule';
const inHybrid =
  ' (beside an HTTP server, global guards reach messages only with ' +
  'inheritAppConfig: true, which cannot be seen at boot)';

const refused = expect.objectContaining({ status: 'error' }) as unknown;
const unaudited: AuditedOptions = { unguardedRoutes: 'ignore' };

/** The handlers that ran. */
let ran: string[];

beforeEach(() => {
  ran = [];
});

@Controller()
class BareController {
  @MessagePattern('orders')
  @Groups('admin')
  orders() {
    ran.push('orders');
    return 'all';
  }
}

@Controller()
@UseGuards(CognitoGuard)
class GuardedController extends BareController {}

describe('A service that only takes messages', () => {
  async function start(controllers: Type<unknown>[], options?: AuditedOptions) {
    const service = await NestFactory.createMicroservice(
      {
        module: class MessagesModule {},
        imports: [audited(options)],
        controllers,
      },
      { ...tcp, logger: false, abortOnError: false },
    );
    await service.listen();
    return service;
  }

  it('is refused without a guard, since anyone can send to it', async () => {
    @Controller()
    class EventController extends BareController {
      @EventPattern('shipped')
      shipped(@CurrentUser() _user: unknown) {}
    }

    expect(await mistakesOf(start([EventController]))).toEqual([
      `EventController.shipped() has @CurrentUser(), ${needsGuard}${orGlobally}`,
      `EventController.orders() has @Groups(), ${needsGuard}${orGlobally}`,
    ]);
    const service = await start([EventController], unaudited);
    const answer = await sendMessage(service, 'orders');
    await service.close();
    expect(answer).toBe('all');
  });

  it.each<[string, Type<unknown>, AuditedOptions]>([
    ['a global guard', BareController, { globalGuard: true }],
    ['a guard on the class', GuardedController, {}],
  ])('boots with %s, and holds', async (_, controller, options) => {
    const service = await start([controller], options);
    const asking = sendMessage(service, 'orders');
    await expect(asking).rejects.toEqual(refused);
    await service.close();
    expect(ran).toEqual([]);
  });
});

describe('Messages beside an HTTP server', () => {
  const hybrid = (controller: Type<unknown>, inheritAppConfig: boolean) => ({
    controllers: [controller],
    configure: (app: INestApplication) =>
      void app.connectMicroservice(tcp, { inheritAppConfig }),
  });

  async function answerOf(definition: AppDefinition, options?: AuditedOptions) {
    const { app, close } = await bootAudited(definition, options);
    await app.startAllMicroservices();
    const [service] = app.getMicroservices() as [INestMicroservice];
    try {
      return await sendMessage(service, 'orders');
    } finally {
      await close();
    }
  }

  it.each([
    ['do not get the global guard by default', false],
    ['may inherit the global guard, which cannot be seen', true],
  ])('are refused: they %s', async (_, inherits) => {
    const definition = hybrid(BareController, inherits);
    const options = { globalGuard: true };
    expect(await mistakesIn(definition, options)).toEqual([
      `BareController.orders() has @Groups(), ${needsGuard}${inHybrid}`,
    ]);
    const asking = answerOf(definition, { ...options, ...unaudited });
    await (inherits
      ? expect(asking).rejects.toEqual(refused)
      : expect(asking).resolves.toBe('all'));
    expect(ran).toEqual(inherits ? [] : ['orders']);
  });

  it.each([false, true])(
    'boot with a guard on the class, and hold, with inheritAppConfig: %s',
    async (inherits) => {
      const asking = answerOf(hybrid(GuardedController, inherits));
      await expect(asking).rejects.toEqual(refused);
      expect(ran).toEqual([]);
    },
  );

  it('are told from the HTTP route of the same method', async () => {
    @Controller()
    class HybridController {
      @Get('orders')
      @MessagePattern('orders')
      @Groups('admin')
      orders() {
        return 'all';
      }
    }

    const definition = hybrid(HybridController, false);
    expect(await mistakesIn(definition, { globalGuard: true })).toEqual([
      `HybridController.orders() has @Groups(), ${needsGuard}${inHybrid}`,
    ]);
  });
});
