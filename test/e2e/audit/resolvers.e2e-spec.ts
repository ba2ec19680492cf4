import { Injectable, Scope, UseGuards, type Provider } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Query, Resolver } from '@nestjs/graphql';
import { CognitoGuard, CurrentUser, Groups, Public } from 'nestjs-cognito-auth';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  bootAudited,
  mistakesIn,
  type AuditedOptions,
} from '../../support/audited.app.js';
import { graph, query } from '../../support/graphql.js';

const asksInVain = 'but Nest runs no CognitoGuard for it: ';
const needsGuard =
  `${asksInVain}add @UseGuards(CognitoGuard) to it or its class, ` +
  'or globalGuard: true to CognitoAuthModule';
const needsInstance =
  `${asksInVain}Nest made no instance of the guard that @UseGuards() names. ` +
  'Apply @UseGuards() where the class is declared, and list the class itself ' +
  'in controllers or providers, not a value or a factory';

const document = '{ orders { owner } }';

/** Whether the query ran. */
let ran: boolean;

beforeEach(() => {
  ran = false;
});

@Resolver()
class BareResolver {
  @Query()
  @Groups('admin')
  orders(@CurrentUser() _user: unknown) {
    ran = true;
    return [{ owner: 'alice' }];
  }
}

@Resolver()
class GuardedResolver {
  @Query()
  @UseGuards(CognitoGuard)
  orders() {
    ran = true;
    return [{ owner: 'alice' }];
  }
}

const mistakes = (provider: Provider, options?: AuditedOptions) =>
  mistakesIn({ imports: [graph()], providers: [provider] }, options);

/** The answer to a query without a token; the boot is not refused if asked so. */
async function answerOf(providers: Provider[], options?: AuditedOptions) {
  const app = await bootAudited({ imports: [graph()], providers }, options);
  const answer = await query(app, document);
  await app.close();
  return answer;
}

const open = { data: { orders: [{ owner: 'alice' }] } };
const closed = { data: { orders: null }, errors: [{ path: ['orders'] }] };
const unaudited: AuditedOptions = { unguardedRoutes: 'ignore' };

describe('A query', () => {
  it('is refused without a guard, since anyone can send it', async () => {
    expect(await mistakes(BareResolver)).toEqual([
      `BareResolver.orders() has @Groups(), @CurrentUser(), ${needsGuard}`,
    ]);
    expect(await answerOf([BareResolver], unaudited)).toEqual(open);
  });

  it.each<[string, Provider[], AuditedOptions]>([
    ['a guard on the handler', [GuardedResolver], {}],
    ['a global guard', [BareResolver], { globalGuard: true }],
    [
      'a global guard for each request',
      [
        BareResolver,
        { provide: APP_GUARD, useClass: CognitoGuard, scope: Scope.REQUEST },
      ],
      {},
    ],
  ])('boots with %s, and holds', async (_, providers, options) => {
    expect(await answerOf(providers, options)).toMatchObject(closed);
    expect(ran).toBe(false);
  });

  it('is open with @Public()', async () => {
    @Resolver()
    @UseGuards(CognitoGuard)
    class PublicResolver {
      @Query()
      @Public()
      orders() {
        return [{ owner: 'alice' }];
      }
    }

    expect(await answerOf([PublicResolver])).toEqual(open);
  });
});

describe('A resolver that is provided', () => {
  it.each<[string, Provider]>([
    ['as a value', { provide: 'RESOLVER', useValue: new GuardedResolver() }],
    [
      'by a factory',
      { provide: 'RESOLVER', useFactory: () => new GuardedResolver() },
    ],
    [
      'by a factory, under its own name',
      { provide: GuardedResolver, useFactory: () => new GuardedResolver() },
    ],
  ])('%s is refused: Nest drops its @UseGuards()', async (_, provider) => {
    expect(await mistakes(provider)).toEqual([
      `GuardedResolver.orders() has @UseGuards(CognitoGuard), ${needsInstance}`,
    ]);
    expect(await answerOf([provider], unaudited)).toEqual(open);
  });

  it.each<[string, Provider]>([
    ['as a value', { provide: 'RESOLVER', useValue: new BareResolver() }],
    [
      'by a factory',
      { provide: 'RESOLVER', useFactory: () => new BareResolver() },
    ],
  ])('%s boots with a global guard, and holds', async (_, provider) => {
    const options = { globalGuard: true };
    expect(await answerOf([provider], options)).toMatchObject(closed);
    expect(ran).toBe(false);
  });

  it('as a class under another name boots, and holds', async () => {
    const provider = { provide: 'RESOLVER', useClass: GuardedResolver };
    expect(await answerOf([provider])).toMatchObject(closed);
    expect(ran).toBe(false);
  });

  it('as a class and under an alias boots, and holds', async () => {
    const alias = { provide: 'RESOLVER', useExisting: GuardedResolver };
    expect(await answerOf([GuardedResolver, alias])).toMatchObject(closed);
    expect(ran).toBe(false);
  });
});

describe('A query on a class without @Resolver()', () => {
  @Injectable()
  class QueryService {
    @Query()
    @Groups('admin')
    orders() {
      ran = true;
      return [{ owner: 'alice' }];
    }
  }

  it('is refused when the global guard is made for each request', async () => {
    const providers = [
      QueryService,
      { provide: APP_GUARD, useClass: CognitoGuard, scope: Scope.REQUEST },
    ];
    expect(await mistakesIn({ imports: [graph()], providers })).toEqual([
      `QueryService.orders() has @Groups(), ${needsGuard}`,
    ]);
    expect(await answerOf(providers, unaudited)).toEqual(open);
  });

  it('boots when the global guard is made once, and holds', async () => {
    const options = { globalGuard: true };
    expect(await answerOf([QueryService], options)).toMatchObject(closed);
    expect(ran).toBe(false);
  });
});
