import type { ApolloDriverConfig } from '@nestjs/apollo';
import { UseGuards } from '@nestjs/common';
import { GraphQLModule, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CognitoGuard, CurrentUser, Groups } from 'nestjs-cognito-auth';
import { beforeEach, describe, expect, it } from 'vitest';
import { bootAudited, mistakesIn } from '../../support/audited.app.js';
import {
  graph,
  graphOptions,
  needsEnhancers,
  query,
} from '../../support/graphql.js';

const needsGuard =
  'but Nest runs no CognitoGuard for it: add @UseGuards(CognitoGuard) to it ' +
  'or its class, or globalGuard: true to CognitoAuthModule';

const enhanced = { fieldResolverEnhancers: ['guards' as const] };

/** The methods that ran. */
let ran: string[];

beforeEach(() => {
  ran = [];
});

@Resolver('Order')
class FieldResolver {
  @Query()
  orders() {
    return [{}];
  }

  @ResolveField()
  @UseGuards(CognitoGuard)
  @Groups('admin')
  owner() {
    ran.push('owner');
    return 'alice';
  }
}

describe('A field with a guard of its own', () => {
  const providers = [FieldResolver];
  const mistake =
    'FieldResolver.owner() has @Groups(), @UseGuards(CognitoGuard), ' +
    needsEnhancers;

  it('is refused without guards for fields, since anyone can read it', async () => {
    expect(await mistakesIn({ imports: [graph()], providers })).toEqual([
      mistake,
    ]);
    const app = await bootAudited(
      { imports: [graph()], providers },
      { unguardedRoutes: 'ignore' },
    );
    const answer = await query(app, '{ orders { owner } }');
    await app.close();
    expect(answer).toEqual({ data: { orders: [{ owner: 'alice' }] } });
    expect(ran).toEqual(['owner']);
  });

  it('is refused where only other enhancers are configured', async () => {
    const other = graph({
      fieldResolverEnhancers: ['filters', 'interceptors'],
    });
    expect(await mistakesIn({ imports: [other], providers })).toEqual([
      mistake,
    ]);
  });

  it('is refused when one of two graphs lacks the guards', async () => {
    const imports = [graph(enhanced), graph({ path: '/other' })];
    expect(await mistakesIn({ imports, providers })).toEqual([mistake]);
    const app = await bootAudited(
      { imports, providers },
      { unguardedRoutes: 'ignore' },
    );
    const answer = await query(app, '{ orders { owner } }', '/other');
    await app.close();
    expect(answer).toEqual({ data: { orders: [{ owner: 'alice' }] } });
  });

  it.each([
    ['forRoot', graph(enhanced)],
    [
      'forRootAsync',
      GraphQLModule.forRootAsync<ApolloDriverConfig>({
        driver: graphOptions.driver,
        useFactory: () => ({ ...graphOptions, ...enhanced }),
      }),
    ],
  ])('boots with guards for fields by %s, and holds', async (_, graphs) => {
    const app = await bootAudited({ imports: [graphs], providers });
    const answer = await query(app, '{ orders { owner } }');
    await app.close();
    expect(answer).toMatchObject({
      data: { orders: [{ owner: null }] },
      errors: [{ path: ['orders', 0, 'owner'] }],
    });
    expect(ran).toEqual([]);
  });

  it('is refused without guards for fields by forRootAsync', async () => {
    const graphs = GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: graphOptions.driver,
      useFactory: () => graphOptions,
    });
    expect(await mistakesIn({ imports: [graphs], providers })).toEqual([
      mistake,
    ]);
  });
});

describe('A field that is left to other guards', () => {
  @Resolver('Order')
  class BareFieldResolver {
    @Query()
    orders() {
      return [{}];
    }

    @ResolveField()
    @Groups('admin')
    owner(@CurrentUser() _user: unknown) {
      ran.push('owner');
      return 'alice';
    }
  }

  const providers = [BareFieldResolver];
  const mistake = 'BareFieldResolver.owner() has @Groups(), @CurrentUser(), ';

  it('is refused without a guard, also with guards for fields', async () => {
    const imports = [graph(enhanced)];
    expect(await mistakesIn({ imports, providers })).toEqual([
      mistake + needsGuard,
    ]);
  });

  it('needs guards for fields when there is a global guard', async () => {
    const globalGuard = true;
    expect(
      await mistakesIn({ imports: [graph()], providers }, { globalGuard }),
    ).toEqual([mistake + needsEnhancers]);
    expect(
      await mistakesIn(
        { imports: [graph(enhanced)], providers },
        { globalGuard },
      ),
    ).toEqual([]);
  });

  it('may be plain while a guard on the class holds the query', async () => {
    @Resolver('Order')
    @UseGuards(CognitoGuard)
    class PlainFieldResolver {
      @Query()
      orders() {
        ran.push('orders');
        return [{}];
      }

      @ResolveField()
      owner() {
        return 'alice';
      }
    }

    const app = await bootAudited({
      imports: [graph()],
      providers: [PlainFieldResolver],
    });
    const answer = await query(app, '{ orders { owner } }');
    await app.close();
    expect(answer).toMatchObject({ data: { orders: null }, errors: [{}] });
    expect(ran).toEqual([]);
  });

  it('is refused with @CurrentUser() only, since no guard is run', async () => {
    @Resolver('Order')
    @UseGuards(CognitoGuard)
    class AskingFieldResolver {
      @ResolveField()
      owner(@CurrentUser() _user: unknown) {
        return 'alice';
      }
    }

    expect(
      await mistakesIn({
        imports: [graph()],
        providers: [AskingFieldResolver],
      }),
    ).toEqual([
      `AskingFieldResolver.owner() has @CurrentUser(), ${needsEnhancers}`,
    ]);
  });
});
