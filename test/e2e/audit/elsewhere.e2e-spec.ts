import {
  Controller,
  Get,
  Injectable,
  Module,
  UseGuards,
  UseInterceptors,
  type CallHandler,
  type CanActivate,
  type NestInterceptor,
  type Type,
} from '@nestjs/common';
import {
  CommandBus,
  CommandHandler,
  CqrsModule,
  EventsHandler,
  QueryHandler,
} from '@nestjs/cqrs';
import {
  AllGroups,
  Claim,
  CognitoGuard,
  CurrentToken,
  CurrentUser,
  Groups,
  OptionalAuth,
  Public,
  Scopes,
} from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { bootAudited, mistakesIn } from '../../support/audited.app.js';

const onMethod =
  'but Nest runs no guard for it: put the decorators on the route that leads to it';
const onClass =
  'but Nest runs no guard for any of its methods: ' +
  'put the decorators on the routes that lead to it';
const globalGuard = { globalGuard: true };

const mistakesOfProvider = (provider: Type<unknown>) =>
  mistakesIn(
    { imports: [CqrsModule.forRoot()], providers: [provider] },
    globalGuard,
  );

describe('A handler of CQRS', () => {
  class Remove {}
  class Find {}

  it.each([
    ['command', CommandHandler(Remove)],
    ['query', QueryHandler(Find)],
    ['event', EventsHandler(Remove)],
  ])(
    'for a %s is refused with a decorator on its method',
    async (_, handler) => {
      @handler
      class Handler {
        @Groups('admin')
        execute() {}

        @Groups('admin')
        handle() {}
      }

      expect(await mistakesOfProvider(Handler)).toEqual([
        `Handler.execute() has @Groups(), ${onMethod}`,
        `Handler.handle() has @Groups(), ${onMethod}`,
      ]);
    },
  );

  it('is refused with decorators on its class, which nobody checks', async () => {
    let ran = false;

    @CommandHandler(Remove)
    @UseGuards(CognitoGuard)
    @Groups('admin')
    class RemoveHandler {
      execute() {
        ran = true;
        return Promise.resolve();
      }
    }

    expect(await mistakesOfProvider(RemoveHandler)).toEqual([
      `RemoveHandler has @Groups(), @UseGuards(CognitoGuard), ${onClass}`,
    ]);
    const app = await bootAudited(
      { imports: [CqrsModule.forRoot()], providers: [RemoveHandler] },
      { ...globalGuard, unguardedRoutes: 'ignore' },
    );
    await app.app.get(CommandBus).execute(new Remove());
    await app.close();
    expect(ran).toBe(true);
  });
});

describe('A plain provider', () => {
  const named = Symbol('named');

  @Injectable()
  class Service {
    @Groups('admin')
    remove() {}

    @AllGroups('admin', 'staff')
    @Scopes('orders/write')
    static removeAll() {}

    @Groups('admin')
    [named]() {}

    @OptionalAuth()
    list() {}

    find(
      @CurrentUser() _user: unknown,
      @Claim('email') _email: unknown,
      @CurrentToken() _token: unknown,
    ) {}

    @UseGuards(CognitoGuard)
    guarded() {}
  }

  it('is refused with decorators on its methods', async () => {
    expect(await mistakesOfProvider(Service)).toEqual([
      `Service.remove() has @Groups(), ${onMethod}`,
      `Service.list() has @OptionalAuth(), ${onMethod}`,
      `Service.find() has @CurrentToken(), @Claim(), @CurrentUser(), ${onMethod}`,
      `Service.guarded() has @UseGuards(CognitoGuard), ${onMethod}`,
      `Service.Symbol(named)() has @Groups(), ${onMethod}`,
      `Service.removeAll() has @Scopes(), @AllGroups(), ${onMethod}`,
    ]);
  });

  it('is refused with a decorator on its class, or on one it extends', async () => {
    @Groups('admin')
    class Base {}

    @Injectable()
    class Extending extends Base {}

    @Injectable()
    @OptionalAuth()
    class Optional {}

    const providers = [Extending, Optional];
    expect(await mistakesIn({ providers }, globalGuard)).toEqual([
      `Extending has @Groups(), ${onClass}`,
      `Optional has @OptionalAuth(), ${onClass}`,
    ]);
  });

  it.each([
    ['a value', { provide: 'SERVICE', useValue: new Service() }],
    ['a factory', { provide: 'SERVICE', useFactory: () => new Service() }],
    ['a class of another name', { provide: 'SERVICE', useClass: Service }],
  ])('is refused as %s too', async (_, provider) => {
    const mistakes = await mistakesIn({ providers: [provider] }, globalGuard);
    expect(mistakes).toContain(`Service.remove() has @Groups(), ${onMethod}`);
  });

  it('may have @Public(), which asks for nothing', async () => {
    @Injectable()
    @Public()
    class PublicService {
      @Public()
      list() {}
    }

    expect(await mistakesOfProvider(PublicService)).toEqual([]);
  });
});

describe('A class that Nest calls beside the handler', () => {
  it('is refused as a guard or an interceptor with decorators', async () => {
    @Groups('admin')
    class AnyGuard implements CanActivate {
      canActivate() {
        return true;
      }
    }

    class AnyInterceptor implements NestInterceptor {
      @Groups('admin')
      intercept(_context: unknown, next: CallHandler) {
        return next.handle();
      }
    }

    @Controller()
    @UseGuards(AnyGuard)
    class OrdersController {
      @Get()
      @UseInterceptors(AnyInterceptor)
      list() {}
    }

    const controllers = [OrdersController];
    expect(await mistakesIn({ controllers }, globalGuard)).toEqual([
      `AnyGuard has @Groups(), ${onClass}`,
      `AnyInterceptor.intercept() has @Groups(), ${onMethod}`,
    ]);
  });

  it('is refused as a module with decorators', async () => {
    @Groups('admin')
    @Module({})
    class OrdersModule {
      @Groups('admin')
      configure() {}
    }

    const imports = [OrdersModule];
    expect(await mistakesIn({ imports }, globalGuard)).toEqual([
      `OrdersModule.configure() has @Groups(), ${onMethod}`,
      `OrdersModule has @Groups(), ${onClass}`,
    ]);
  });
});
