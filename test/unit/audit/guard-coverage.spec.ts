import {
  Controller,
  Get,
  Injectable,
  Scope,
  UseGuards,
  type CanActivate,
} from '@nestjs/common';
import {
  APP_GUARD,
  ApplicationConfig,
  ExternalContextCreator,
  HttpAdapterHost,
  ModulesContainer,
} from '@nestjs/core';
import { Query, ResolveField, Resolver } from '@nestjs/graphql';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { CognitoAuthModule, CognitoGuard } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { GuardCoverage } from '../../../lib/audit/guard-coverage.js';
import { isOfClass, nameOfGuard } from '../../../lib/audit/named-guards.js';
import { wayOutFor } from '../../../lib/audit/ways-out.js';
import { RESOLVED_OPTIONS } from '../../../lib/options/resolved-options.js';
import { Routes, type Route } from '../../../lib/routes/routes.js';
import {
  bootApp,
  express,
  type AppDefinition,
  type RunningApp,
} from '../../support/platforms.js';

const pool = await TestUserPool.create();

@Resolver('Order')
class OrdersResolver {
  @Query('orders')
  @UseGuards(CognitoGuard)
  orders() {}

  @ResolveField('owner')
  @UseGuards(CognitoGuard)
  owner() {}
}

@WebSocketGateway()
class ChatGateway {
  @SubscribeMessage('say')
  say() {}
}

@Controller()
@UseGuards(CognitoGuard)
class GuardedController {
  @Get()
  list() {}
}

@Controller({ scope: Scope.REQUEST })
class ScopedController {
  @Get()
  list() {}
}

@Injectable({ scope: Scope.REQUEST })
class OtherGuard implements CanActivate {
  canActivate() {
    return true;
  }
}

@Injectable({ scope: Scope.REQUEST })
class ScopedGuard extends CognitoGuard {}

let running: RunningApp;

afterEach(() => running.close());

/** Boots an application, and finds its coverage and the routes of a handler. */
async function boot(definition: AppDefinition, globalGuard = false) {
  running = await bootApp(express, {
    ...definition,
    imports: [
      CognitoAuthModule.forRoot({
        ...pool.options,
        unguardedRoutes: 'ignore',
        globalGuard,
      }),
      ...(definition.imports ?? []),
    ],
  });
  const { app } = running;
  const routes = app.get(Routes, { strict: false });
  const all = routes.hosts().flatMap((host) => routes.of(host));
  return {
    coverage: app.get(GuardCoverage, { strict: false }),
    routes: (name: string): Route[] => all.filter((one) => one.name === name),
    fresh: () =>
      new GuardCoverage(
        app.get(RESOLVED_OPTIONS, { strict: false }),
        app.get(ModulesContainer, { strict: false }),
        app.get(ApplicationConfig, { strict: false }),
        app.get(HttpAdapterHost),
        app.get(CognitoGuard),
      ),
  };
}

/** Runs a test as on Nest 11, which does not find the module of such a resolver. */
async function asOnNest11<T>(test: () => T): Promise<T> {
  const { prototype } = ExternalContextCreator;
  const key = 'getHostModuleKey';
  const found = Object.getOwnPropertyDescriptor(prototype, key);
  Reflect.deleteProperty(prototype, key);
  try {
    return test();
  } finally {
    if (found) Object.defineProperty(prototype, key, found);
  }
}

const byFactory = {
  provide: 'orders',
  useFactory: () => new OrdersResolver(),
};

describe('The guards of a resolver', () => {
  it('are those of the module that lists its class', async () => {
    const { coverage, routes } = await boot({ providers: [OrdersResolver] });
    const [query] = routes('OrdersResolver.orders()') as [Route];

    expect(coverage.protects(query)).toBe(true);
    expect(await asOnNest11(() => coverage.protects(query))).toBe(true);
  });

  it('do not run for a value, unless its module has an instance', async () => {
    const { coverage, routes } = await boot({ providers: [byFactory] });
    const [query] = routes('OrdersResolver.orders()') as [Route];

    expect(coverage.protects(query)).toBe(false);
  });

  it('run for a value beside such a guard, but not on Nest 11', async () => {
    const { coverage, routes } = await boot({
      providers: [byFactory],
      controllers: [GuardedController],
    });
    const [query] = routes('OrdersResolver.orders()') as [Route];

    expect(coverage.protects(query)).toBe(true);
    expect(await asOnNest11(() => coverage.protects(query))).toBe(false);
  });

  it('need an instance in every module that lists the class', async () => {
    class OtherModule {}
    const { coverage, routes } = await boot({
      providers: [OrdersResolver],
      imports: [
        {
          module: OtherModule,
          providers: [
            { provide: OrdersResolver, useFactory: () => new OrdersResolver() },
          ],
        },
      ],
    });
    const queries = routes('OrdersResolver.orders()');

    expect(queries).toHaveLength(2);
    expect(queries.map((query) => coverage.protects(query))).toEqual([
      false,
      false,
    ]);
  });

  it('do not run for fields without a graph that says so', async () => {
    const { coverage, routes } = await boot({ providers: [OrdersResolver] });
    const [field] = routes('OrdersResolver.owner()') as [Route];

    expect(coverage.includesFields).toBe(false);
    expect(coverage.protects(field)).toBe(false);
  });
});

describe('Global guards', () => {
  it('reach gateways only if Nest gives them its configuration', async () => {
    const { fresh, routes } = await boot({ providers: [ChatGateway] }, true);
    const [message] = routes('ChatGateway.say()') as [Route];
    const coverage = fresh();

    expect(coverage.protects(message)).toBe(false);
    expect(wayOutFor(message, coverage)).toBe(
      'add @UseGuards(CognitoGuard) to it or its class (Nest 11 runs no global guards for gateways)',
    );
    coverage.includesGateways = true;
    expect(coverage.protects(message)).toBe(true);
  });

  it('count beside others, with one scope for each request', async () => {
    const { coverage, routes } = await boot({
      controllers: [ScopedController],
      providers: [
        { provide: APP_GUARD, useClass: OtherGuard },
        { provide: APP_GUARD, useClass: ScopedGuard },
      ],
    });
    const [route] = routes('ScopedController.list()') as [Route];

    expect(coverage.protects(route)).toBe(true);
    expect(coverage.otherGuardsOf(route)).toEqual(['OtherGuard']);
  });
});

describe('A named guard', () => {
  it('is of a class by its class, its instance or a subclass', () => {
    expect(isOfClass(CognitoGuard, CognitoGuard)).toBe(true);
    expect(isOfClass(ScopedGuard, CognitoGuard)).toBe(true);
    expect(isOfClass(new OtherGuard(), OtherGuard)).toBe(true);
    expect(isOfClass(OtherGuard, CognitoGuard)).toBe(false);
    expect(isOfClass(() => true, CognitoGuard)).toBe(false);
  });

  it('has the name of its class for people', () => {
    expect(nameOfGuard(OtherGuard)).toBe('OtherGuard');
    expect(nameOfGuard(new OtherGuard())).toBe('OtherGuard');
    expect(nameOfGuard(new (class {})())).toBe('(anonymous guard)');
  });
});
