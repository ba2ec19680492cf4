import {
  All,
  Controller,
  Delete,
  Get,
  Injectable,
  Module,
  Post,
  RequestMethod,
  UseGuards,
  Version,
  VERSION_NEUTRAL,
  VersioningType,
  type CanActivate,
} from '@nestjs/common';
import { RouterModule } from '@nestjs/core';
import {
  Mutation,
  ObjectType,
  Query,
  ResolveField,
  Resolver,
  Subscription,
} from '@nestjs/graphql';
import { MessagePattern } from '@nestjs/microservices';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import {
  AllGroups,
  AnyGroup,
  AnyScope,
  CognitoAccessMap,
  CognitoAuthModule,
  CognitoGuard,
  NotInGroups,
  OptionalAuth,
  Policy,
  Public,
  Scopes,
  StepUp,
  TokenUse,
  UserPool,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { request } from '../../support/http.js';
import {
  bootApp,
  express,
  platforms,
  type RunningApp,
} from '../../support/platforms.js';

const pool = await TestUserPool.create();

@Injectable()
class ApiKeyGuard implements CanActivate {
  canActivate() {
    return true;
  }
}

abstract class BaseController {
  @Get('inherited')
  inherited() {
    return 'inherited';
  }
}

@Controller('orders')
@UseGuards(CognitoGuard)
@Scopes('orders/read', 'orders/list')
class OrdersController extends BaseController {
  @Get()
  list() {}

  @Get(['old', 'older'])
  @Public()
  old() {}

  @Delete(':id')
  @AnyScope('a', 'b')
  @AnyGroup('admin', 'owner')
  @AllGroups('staff', 'eu')
  @NotInGroups('banned')
  @StepUp({ maxAge: 300, acr: 'silver', amr: ['mfa', 'otp'] })
  @Policy(() => true, 'owns the | order')
  @TokenUse('access')
  @UserPool('staff')
  remove() {}

  @All('any')
  @OptionalAuth()
  any() {}
}

@Controller('keys')
@UseGuards(ApiKeyGuard)
class KeysController extends BaseController {
  @Post()
  create() {}
}

@WebSocketGateway()
class ChatGateway {
  @SubscribeMessage('say')
  @UseGuards(CognitoGuard)
  say() {}
}

@Controller()
class MessagesController {
  @MessagePattern({ cmd: 'sum' })
  @UseGuards(CognitoGuard, ApiKeyGuard)
  sum() {}
}

@ObjectType('OrderItem')
class Item {}

@Resolver('Order')
@UseGuards(CognitoGuard)
class OrdersResolver {
  @Query('orders')
  list() {}

  @Mutation()
  @AnyScope('a', 'b')
  removeOrder() {}

  @Subscription()
  @Public()
  ordered() {}

  @ResolveField()
  items() {}
}

@Resolver(() => Item)
@UseGuards(CognitoGuard)
class ItemsResolver {
  @ResolveField('inStock', () => Boolean)
  isInStock() {}
}

let app: RunningApp | undefined;

afterEach(async () => {
  await app?.close();
  app = undefined;
});

const imports = [CognitoAuthModule.forRoot({ ...pool.options, name: 'staff' })];

describe('CognitoAccessMap', () => {
  it('has one line for each address, open ones first', async () => {
    app = await bootApp(express, {
      imports,
      controllers: [OrdersController, KeysController, MessagesController],
      providers: [ChatGateway],
    });

    expect(app.app.get(CognitoAccessMap).toString()).toMatchInlineSnapshot(`
      "unguarded  POST /keys             KeysController.create()       other guards: ApiKeyGuard
      unguarded  GET /keys/inherited    KeysController.inherited()    other guards: ApiKeyGuard
      public     GET /orders/old        OrdersController.old()
      public     GET /orders/older      OrdersController.old()
      optional   ALL /orders/any        OrdersController.any()
      token      GET /orders            OrdersController.list()       scope orders/read and orders/list
      token      DELETE /orders/:id     OrdersController.remove()     token_use access; pool staff; sign-in at most 300 s ago, acr silver, amr mfa and otp; scope orders/read and orders/list; scope a or b; not in group banned; group admin or owner; group staff and eu; policy owns the | order
      token      GET /orders/inherited  OrdersController.inherited()  scope orders/read and orders/list
      token      rpc {"cmd":"sum"}      MessagesController.sum()      other guards: ApiKeyGuard
      token      ws say                 ChatGateway.say()"
    `);
  });

  it('names the fields of GraphQL by their type', async () => {
    app = await bootApp(express, {
      imports,
      providers: [OrdersResolver, ItemsResolver],
    });

    expect(app.app.get(CognitoAccessMap).toString()).toMatchInlineSnapshot(`
      "unguarded  graphql Order.items           OrdersResolver.items()
      unguarded  graphql OrderItem.inStock     ItemsResolver.isInStock()
      public     graphql Subscription.ordered  OrdersResolver.ordered()
      token      graphql Mutation.removeOrder  OrdersResolver.removeOrder()  scope a or b
      token      graphql Query.orders          OrdersResolver.list()"
    `);
  });

  it('has the same lines whatever the order of the classes', async () => {
    const controllers = [OrdersController, KeysController, MessagesController];
    const maps: string[] = [];
    for (const listed of [controllers, controllers.toReversed()]) {
      const { app: nest, close } = await bootApp(express, {
        imports,
        controllers: listed,
        providers: [ChatGateway],
      });
      maps.push(nest.get(CognitoAccessMap).toString());
      await close();
    }

    expect(maps[1]).toBe(maps[0]);
  });

  it('writes a table in Markdown, whose cells hold no bar', async () => {
    app = await bootApp(express, { imports, controllers: [OrdersController] });
    const lines = app.app.get(CognitoAccessMap).toMarkdown().split('\n');

    expect(lines[0]).toBe('| access | route | handler | requires |');
    expect(lines[1]).toBe('| --- | --- | --- | --- |');
    expect(lines.join()).toContain('policy owns the \\| order');
    expect(lines).toHaveLength(2 + 6);
  });
});

@Controller({ path: 'items', version: ['1', VERSION_NEUTRAL] })
class ItemsController {
  @Get()
  list() {
    return 'list';
  }

  @Get(':id')
  @Version('2')
  one() {
    return 'one';
  }
}

@Module({ controllers: [ItemsController] })
class ItemsModule {}

describe.each(platforms)('The paths of the map on $name', (platform) => {
  it.each([VersioningType.URI, VersioningType.HEADER] as const)(
    'are those that answer, with versions of the type %s',
    async (type) => {
      app = await bootApp(platform, {
        imports: [
          CognitoAuthModule.forRoot({ ...pool.options, globalGuard: true }),
          ItemsModule,
          RouterModule.register([{ path: 'shop', module: ItemsModule }]),
        ],
        configure: (nest) => {
          nest.setGlobalPrefix('api', {
            exclude: [{ path: 'shop/items/:id', method: RequestMethod.GET }],
          });
          nest.enableVersioning(
            type === VersioningType.URI
              ? { type }
              : { type, header: 'version' },
          );
        },
      });
      const routes = app.app.get(CognitoAccessMap).routes();
      const token = pool.accessToken();

      expect(routes.map(({ path, version }) => [path, version])).toEqual(
        type === VersioningType.URI
          ? [
              ['/api/shop/items', undefined],
              ['/api/v1/shop/items', '1'],
              ['/v2/shop/items/:id', '2'],
            ]
          : [
              ['/api/shop/items', undefined],
              ['/api/shop/items', '1'],
              ['/shop/items/:id', '2'],
            ],
      );
      for (const { path = '', version } of routes) {
        const headers = version === undefined ? {} : { version };
        const { status } = await request(`${app.url}${path}`, {
          token,
          headers,
        });
        expect(status).toBe(200);
      }
    },
  );
});
