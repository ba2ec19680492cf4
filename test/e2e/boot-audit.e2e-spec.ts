import { EventEmitter } from 'node:events';
import {
  Controller,
  Get,
  Injectable,
  Module,
  Param,
  UseGuards,
  type CanActivate,
  type Type,
} from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import {
  Claim,
  CognitoAuthModule,
  CognitoGuard,
  CurrentUser,
  Groups,
  OptionalAuth,
  Public,
  Scopes,
  UserPool,
  type CognitoAuthModuleExtras,
  type CognitoCommonOptions,
} from 'nestjs-cognito-auth';
import { MessagePattern } from '@nestjs/microservices';
import {
  AbstractWsAdapter,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { request } from '../support/http.js';
import { RecordingLogger } from '../support/recording-logger.js';
import {
  bootApp,
  platforms,
  type AppDefinition,
  type RunningApp,
} from '../support/platforms.js';

let pool: TestUserPool;

beforeAll(async () => {
  pool = await TestUserPool.create();
});

@Controller('asks')
class AskingController {
  @Get('groups')
  @Groups('admin')
  groups() {
    return {};
  }

  @Get('user')
  user(@CurrentUser() _user: unknown, @Param('id') _id: string) {
    return {};
  }

  @Get('claim')
  claim(@Claim('email') _email: unknown) {
    return {};
  }

  @Get('optional')
  @OptionalAuth()
  optional() {
    return {};
  }

  @Get('nothing')
  nothing() {
    return {};
  }
}

@Controller('inherits')
class InheritingController extends AskingController {}

class OwnGuard extends CognitoGuard {}

@Injectable()
class OtherGuard implements CanActivate {
  canActivate() {
    return true;
  }
}

/** The application is refused before anyone could connect. */
class NoWebSockets extends AbstractWsAdapter {
  create() {
    return new EventEmitter();
  }

  bindMessageHandlers() {}
}

describe.each(platforms)('the boot audit on $name', (platform) => {
  type Options = CognitoCommonOptions & CognitoAuthModuleExtras;

  const boot = (
    controllers: Type<unknown>[],
    options: Options = {},
    rest: AppDefinition = {},
  ): Promise<RunningApp> =>
    bootApp(platform, {
      controllers,
      imports: [CognitoAuthModule.forRoot({ ...pool.options, ...options })],
      ...rest,
    });

  const bootAndClose = async (...args: Parameters<typeof boot>) => {
    const app = await boot(...args);
    await app.close();
  };

  const unguarded = (controller: string) =>
    `CognitoAuthModule refuses to start the application:\n` +
    ['groups() has @Groups()', 'user() has @CurrentUser()']
      .concat(['claim() has @Claim()', 'optional() has @OptionalAuth()'])
      .map(
        (route) =>
          ` - ${controller}.${route}, but no CognitoGuard protects it: ` +
          'add @UseGuards(CognitoGuard) to it or its class, ' +
          'or globalGuard: true to CognitoAuthModule',
      )
      .join('\n');

  it.each([[AskingController], [InheritingController]])(
    'lists what asks for something that nobody checks in %o',
    async (controller) => {
      await expect(boot([controller])).rejects.toThrow(
        unguarded(controller.name),
      );
    },
  );

  it('does not take another guard for its own', async () => {
    @Controller()
    @UseGuards(OtherGuard)
    class GuardedByAnother extends AskingController {}

    await expect(boot([GuardedByAnother])).rejects.toThrow(
      unguarded('GuardedByAnother'),
    );
  });

  it('warns, or keeps silent, where that is asked for', async () => {
    const logger = new RecordingLogger();
    await bootAndClose(
      [AskingController],
      { unguardedRoutes: 'warn' },
      { logger },
    );
    expect(logger.lines).toEqual([
      expect.stringMatching(/^warn These routes are open:\n(?: - .*\n?){4}$/),
    ]);
    const silent = new RecordingLogger();
    await bootAndClose(
      [AskingController],
      { unguardedRoutes: 'ignore' },
      { logger: silent },
    );
    expect(silent.lines).toEqual([]);
  });

  it('accepts a guard on the handler, the class or a base class', async () => {
    @Controller('a')
    class GuardedHandler {
      @Get()
      @UseGuards(CognitoGuard)
      @Groups('admin')
      list() {
        return {};
      }
    }

    @Controller('b')
    @UseGuards(OwnGuard)
    class GuardedClass extends AskingController {}

    @Controller('c')
    class GuardedByBase extends GuardedClass {}

    await bootAndClose([GuardedHandler, GuardedClass, GuardedByBase]);
  });

  it.each<[string, Options, AppDefinition]>([
    ['globalGuard', { globalGuard: true }, {}],
    [
      'APP_GUARD',
      {},
      { providers: [{ provide: APP_GUARD, useClass: OwnGuard }] },
    ],
    [
      'useGlobalGuards',
      {},
      { configure: (app) => app.useGlobalGuards(app.get(CognitoGuard)) },
    ],
  ])(
    'accepts a global guard by %s, which then guards',
    async (_, options, rest) => {
      const app = await boot([AskingController], options, rest);
      const answer = await request(`${app.url}/asks/groups`);
      await app.close();
      expect(answer.status).toBe(401);
    },
  );

  it('sees routes behind a prefix and a version', async () => {
    @Controller({ path: 'versioned', version: '1' })
    class VersionedController extends AskingController {}

    await expect(
      boot(
        [VersionedController],
        {},
        {
          configure: (app) => app.setGlobalPrefix('api').enableVersioning(),
        },
      ),
    ).rejects.toThrow(unguarded('VersionedController'));
  });

  it('sees routes of every module, each once', async () => {
    @Module({ controllers: [AskingController] })
    class FeatureModule {}

    await expect(
      boot(
        [],
        {},
        {
          imports: [CognitoAuthModule.forRoot(pool.options), FeatureModule],
        },
      ),
    ).rejects.toThrow(unguarded('AskingController'));
  });

  it('refuses decorators that contradict each other, guarded or not', async () => {
    @Controller()
    class ContradictingController {
      @Get('a')
      @Public()
      @Groups('admin')
      @Scopes('a/b')
      a() {
        return {};
      }

      @Get('b')
      @Public()
      @OptionalAuth()
      b() {
        return {};
      }
    }

    await expect(
      boot([ContradictingController], { unguardedRoutes: 'ignore' }),
    ).rejects.toThrow(
      'CognitoAuthModule refuses to start the application:\n' +
        ' - ContradictingController.a(): @Public() and @Scopes() and @Groups() ' +
        'contradict each other on one target\n' +
        ' - ContradictingController.b(): @Public() and @OptionalAuth() ' +
        'contradict each other on one target',
    );
  });

  it('refuses the name of a user pool that is not configured', async () => {
    @Controller()
    @UserPool('staff', 'typo')
    class PoolController {
      @Get()
      list() {
        return {};
      }
    }

    const userPools = [{ ...pool.options, name: 'staff' }];
    await expect(
      bootApp(platform, {
        controllers: [PoolController],
        imports: [CognitoAuthModule.forRoot({ userPools, globalGuard: true })],
      }),
    ).rejects.toThrow(
      "PoolController.list() has @UserPool('typo'), but the configured pools are 'staff'",
    );
  });

  it('refuses two global registrations in one application', async () => {
    const other = await TestUserPool.create();
    await expect(
      boot(
        [],
        {},
        {
          imports: [
            CognitoAuthModule.forRoot(pool.options),
            CognitoAuthModule.forRoot(other.options),
          ],
        },
      ),
    ).rejects.toThrow('CognitoAuthModule is registered globally 2 times');
  });

  it('refuses two registrations in one feature module', async () => {
    const other = await TestUserPool.create();
    const local = ({ options }: TestUserPool) =>
      CognitoAuthModule.forRoot({ ...options, isGlobal: false });

    @Module({ imports: [local(pool), local(other)] })
    class TornModule {}

    await expect(bootApp(platform, { imports: [TornModule] })).rejects.toThrow(
      'TornModule imports CognitoAuthModule several times',
    );
  });

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
      'HybridController.orders() has @Groups(), but no CognitoGuard protects it: ' +
        'add @UseGuards(CognitoGuard) to it or its class (global guards do not reach it)',
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
          imports: [CognitoAuthModule.forRoot(pool.options)],
          providers: [OrdersGateway],
          configure: (app) => app.useWebSocketAdapter(new NoWebSockets(app)),
        },
      ),
    ).rejects.toThrow(
      'OrdersGateway.orders() has @CurrentUser(), but no CognitoGuard protects it',
    );
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

  it('names the guard that is used without the module', async () => {
    @Controller()
    @UseGuards(OwnGuard)
    class ForgetfulController {
      @Get()
      list() {
        return {};
      }
    }

    await expect(
      bootApp(platform, { controllers: [ForgetfulController] }),
    ).rejects.toThrow(
      'OwnGuard is used where CognitoAuthModule is not there: ' +
        'import CognitoAuthModule.forRoot() into the root module',
    );
  });

  it('does not let anyone in by a guard that Nest did not create', async () => {
    const app = await boot(
      [AskingController],
      {},
      {
        configure: (nest) => nest.useGlobalGuards(new CognitoGuard()),
      },
    );
    const answer = await request(`${app.url}/asks/nothing`, {
      token: pool.accessToken(),
    });
    await app.close();
    expect(answer.status).toBe(500);
  });
});
