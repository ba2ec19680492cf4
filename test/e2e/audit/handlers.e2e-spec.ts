import { EventEmitter } from 'node:events';
import { Controller, Get } from '@nestjs/common';
import { Query, ResolveField, Resolver } from '@nestjs/graphql';
import { MessagePattern } from '@nestjs/microservices';
import {
  AbstractWsAdapter,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import { CurrentUser, Groups, Scopes } from 'nestjs-cognito-auth';
import { expect, it } from 'vitest';
import { describeAudit } from '../../support/audited.app.js';

/** The application is refused before anyone could connect. */
class NoWebSockets extends AbstractWsAdapter {
  create() {
    return new EventEmitter();
  }

  bindMessageHandlers() {}
}

describeAudit('handlers', ({ boot, bootAndClose }) => {
  it('looks at every way to reach a handler', async () => {
    @Controller()
    class HybridController {
      @Get('orders')
      @MessagePattern('orders')
      @Groups('admin')
      orders() {
        return {};
      }
    }

    await expect(
      boot([HybridController], { globalGuard: true }),
    ).rejects.toThrow(
      'HybridController.orders() has @Groups(), but Nest runs no CognitoGuard for it: ' +
        'add @UseGuards(CognitoGuard) to it or its class (beside an HTTP server, ' +
        'global guards reach messages only with inheritAppConfig: true, which ' +
        'cannot be seen at boot)',
    );
  });

  it('looks at gateways', async () => {
    @WebSocketGateway()
    class OrdersGateway {
      @SubscribeMessage('orders')
      orders(@CurrentUser() _user: unknown) {
        return {};
      }
    }

    await expect(
      boot(
        [],
        { globalGuard: true },
        {
          providers: [OrdersGateway],
          configure: (app) => app.useWebSocketAdapter(new NoWebSockets(app)),
        },
      ),
    ).rejects.toThrow(
      'OrdersGateway.orders() has @CurrentUser(), but Nest runs no CognitoGuard for it: ' +
        'add @UseGuards(CognitoGuard) to it or its class (Nest 11 runs no global guards for gateways)',
    );
  });

  it('looks at resolvers, and at the fields they resolve', async () => {
    @Resolver('Order')
    class OrdersResolver {
      @Query(() => String)
      @Scopes('orders/read')
      @Groups('admin')
      orders() {
        return '';
      }

      @ResolveField(() => String)
      owner(@CurrentUser() _user: unknown) {
        return '';
      }
    }

    const unguarded =
      'but Nest runs no CognitoGuard for it: add @UseGuards(CognitoGuard) to it ' +
      'or its class, or globalGuard: true to CognitoAuthModule';
    const providers = [OrdersResolver];
    await expect(boot([], {}, { providers })).rejects.toThrow(
      'CognitoAuthModule refuses to start the application:\n' +
        ` - OrdersResolver.orders() has @Scopes(), @Groups(), ${unguarded}\n` +
        ` - OrdersResolver.owner() has @CurrentUser(), ${unguarded}`,
    );
    await bootAndClose([], { globalGuard: true }, { providers });
  });

  it('notices a decorator that another one took away', async () => {
    const Logged: MethodDecorator = (_target, _name, descriptor) => {
      const original = descriptor.value as (...args: unknown[]) => unknown;
      function logged(this: unknown, ...args: unknown[]) {
        return original.apply(this, args);
      }
      Object.assign(descriptor, { value: logged });
    };

    @Controller()
    class WrappedController {
      @Get('lost')
      @Logged
      @Groups('admin')
      lost() {
        return {};
      }

      @Get('kept')
      @Groups('admin')
      @Logged
      kept() {
        return {};
      }
    }

    @Controller('base')
    class InheritingWrapped extends WrappedController {}

    const lost = (controller: string) =>
      ` - ${controller}.lost() was replaced by a decorator that stands above ` +
      '@Groups() and the like, which are lost: move them above it';
    await expect(
      boot([WrappedController, InheritingWrapped], { globalGuard: true }),
    ).rejects.toThrow(
      'CognitoAuthModule refuses to start the application:\n' +
        `${lost('WrappedController')}\n${lost('InheritingWrapped')}`,
    );
  });
});
