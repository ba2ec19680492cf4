import {
  Injectable,
  Scope,
  UseGuards,
  type CanActivate,
  type Provider,
} from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { CognitoGuard, CurrentUser, Groups, Public } from 'nestjs-cognito-auth';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  bootAudited,
  mistakesIn,
  type AuditedOptions,
} from '../../support/audited.app.js';
import { gatewayPlatforms, socketIo } from '../../support/gateways.js';
import { nestMajor } from '../../support/nest-version.js';

const needsGuard =
  'but Nest runs no CognitoGuard for it: ' +
  'add @UseGuards(CognitoGuard) to it or its class' +
  (nestMajor >= 12
    ? ', or globalGuard: true to CognitoAuthModule ' +
      '(a request-scoped global guard does not reach gateways)'
    : ' (Nest 11 runs no global guards for gateways)');

const answered = { event: 'orders', data: 'all' };
const refused = { event: 'exception' };
const unaudited: AuditedOptions = { unguardedRoutes: 'ignore' };

/** The handlers and guards that ran. */
let ran: string[];

beforeEach(() => {
  ran = [];
});

@WebSocketGateway()
class BareGateway {
  @SubscribeMessage('orders')
  @Groups('admin')
  orders() {
    ran.push('orders');
    return answered;
  }
}

@WebSocketGateway()
@UseGuards(CognitoGuard)
class GuardedGateway extends BareGateway {}

/** The first answer to events without a token. */
async function answerTo(
  events: string[],
  providers: Provider[],
  options?: AuditedOptions,
) {
  const app = await bootAudited({ providers }, options);
  const answer = await socketIo.send(app, ...events);
  await app.close();
  return answer;
}

describe('A message of a gateway', () => {
  it('is refused without a guard, since anyone can send it', async () => {
    const providers = [BareGateway];
    expect(await mistakesIn({ providers })).toEqual([
      `BareGateway.orders() has @Groups(), ${needsGuard}`,
    ]);
    expect(await answerTo(['orders'], providers, unaudited)).toEqual(answered);
  });

  it('is refused with @CurrentUser() only', async () => {
    @WebSocketGateway()
    class AskingGateway {
      @SubscribeMessage('orders')
      orders(@CurrentUser() _user: unknown) {
        return answered;
      }
    }

    expect(await mistakesIn({ providers: [AskingGateway] })).toEqual([
      `AskingGateway.orders() has @CurrentUser(), ${needsGuard}`,
    ]);
  });

  it('boots with a guard on the class, and holds', async () => {
    const answer = await answerTo(['orders'], [GuardedGateway]);
    expect(answer).toMatchObject(refused);
    expect(ran).toEqual([]);
  });

  it('boots with a guard on the handler, and holds', async () => {
    @WebSocketGateway()
    class GuardedMessage {
      @SubscribeMessage('orders')
      @UseGuards(CognitoGuard)
      orders() {
        ran.push('orders');
        return answered;
      }
    }

    const answer = await answerTo(['orders'], [GuardedMessage]);
    expect(answer).toMatchObject(refused);
    expect(ran).toEqual([]);
  });

  it('is open with @Public()', async () => {
    @WebSocketGateway()
    @UseGuards(CognitoGuard)
    class PublicGateway {
      @SubscribeMessage('orders')
      @Public()
      orders() {
        return answered;
      }
    }

    expect(await answerTo(['orders'], [PublicGateway])).toEqual(answered);
  });
});

describe.each(gatewayPlatforms)(
  'A global guard on $name',
  ({ send, useAdapter: configure }) => {
    const isReached = nestMajor >= 12;

    it.each([
      ['static', Scope.DEFAULT],
      ['request-scoped', Scope.REQUEST],
    ])('reaches a %s gateway from Nest 12 on', async (_, scope) => {
      @Injectable({ scope })
      @WebSocketGateway()
      class ScopedGateway extends BareGateway {}

      const definition = { providers: [ScopedGateway], configure };
      const options = { globalGuard: true };
      expect(await mistakesIn(definition, options)).toEqual(
        isReached
          ? []
          : [`ScopedGateway.orders() has @Groups(), ${needsGuard}`],
      );
      const app = await bootAudited(definition, { ...options, ...unaudited });
      const answer = await send(app, 'orders');
      await app.close();
      expect(answer).toMatchObject(isReached ? refused : answered);
      expect(ran).toEqual(isReached ? [] : ['orders']);
    });
  },
);

describe('A global guard for each request', () => {
  class OwnGuard extends CognitoGuard {}

  it('counts as none, since Nest leaves it out', async () => {
    @Injectable()
    class RecordingGuard implements CanActivate {
      canActivate() {
        ran.push('guard');
        return false;
      }
    }

    const scope = Scope.REQUEST;
    const guard = { provide: APP_GUARD, scope };
    expect(
      await mistakesIn({
        providers: [BareGateway, { ...guard, useClass: OwnGuard }],
      }),
    ).toEqual([`BareGateway.orders() has @Groups(), ${needsGuard}`]);
    expect(
      await answerTo(
        ['orders'],
        [BareGateway, { ...guard, useClass: RecordingGuard }],
        unaudited,
      ),
    ).toEqual(answered);
    expect(ran).toEqual(['orders']);
  });
});

describe('A hook of a gateway', () => {
  const hint =
    'but Nest runs no guard for it: call admit() of CognitoConnections in ' +
    'handleConnection, which closes the connection if its token is refused';

  it('is refused with a decorator or a guard, which Nest never runs', async () => {
    @WebSocketGateway()
    @UseGuards(CognitoGuard)
    class HookedGateway {
      @Groups('admin')
      afterInit() {}

      handleConnection(@CurrentUser() _user: unknown) {
        ran.push('handleConnection');
      }

      @UseGuards(CognitoGuard)
      handleDisconnect() {}

      @SubscribeMessage('orders')
      @Public()
      orders() {
        return answered;
      }
    }

    const providers = [HookedGateway];
    expect(await mistakesIn({ providers }, { globalGuard: true })).toEqual([
      `HookedGateway.afterInit() has @Groups(), ${hint}`,
      `HookedGateway.handleConnection() has @CurrentUser(), ${hint}`,
      `HookedGateway.handleDisconnect() has @UseGuards(CognitoGuard), ${hint}`,
    ]);
    await answerTo(['orders'], providers, unaudited);
    expect(ran).toEqual(['handleConnection']);
  });

  it('may be plain while the messages are guarded', async () => {
    @WebSocketGateway()
    class PlainHooks extends GuardedGateway {
      afterInit() {}
      handleConnection() {}
      handleDisconnect() {}
    }

    expect(await mistakesIn({ providers: [PlainHooks] })).toEqual([]);
  });
});

describe('A gateway that is provided', () => {
  @WebSocketGateway()
  class PingGateway {
    @SubscribeMessage('ping')
    ping() {
      return { event: 'pong', data: '' };
    }
  }

  it.each<[string, Provider]>([
    ['as a value', { provide: 'GATEWAY', useValue: new GuardedGateway() }],
    [
      'by a factory',
      { provide: 'GATEWAY', useFactory: () => new GuardedGateway() },
    ],
  ])('%s is refused: Nest does not connect it', async (_, provider) => {
    expect(await mistakesIn({ providers: [provider] })).toEqual([
      'GuardedGateway.orders() has @Groups(), but Nest runs no guard for it: ' +
        'Nest connects a gateway only if its class has @WebSocketGateway() ' +
        'and is itself listed in providers',
      'GuardedGateway has @UseGuards(CognitoGuard), but Nest runs no guard ' +
        'for any of its methods: put the decorators on the routes that lead ' +
        'to it',
    ]);
    expect(
      await answerTo(['orders', 'ping'], [provider, PingGateway], unaudited),
    ).toEqual({ event: 'pong', data: '' });
    expect(ran).toEqual([]);
  });

  it('as a class under another name boots, and holds', async () => {
    const provider = { provide: 'GATEWAY', useClass: GuardedGateway };
    expect(await answerTo(['orders'], [provider])).toMatchObject(refused);
    expect(ran).toEqual([]);
  });
});
