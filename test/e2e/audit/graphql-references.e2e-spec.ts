import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import {
  ApolloFederationDriver,
  type ApolloDriverConfig,
} from '@nestjs/apollo';
import { UseGuards } from '@nestjs/common';
import {
  Query,
  ResolveField,
  ResolveReference,
  Resolver,
} from '@nestjs/graphql';
import { CognitoGuard, Groups } from 'nestjs-cognito-auth';
import { beforeEach, describe, expect, it } from 'vitest';
import { bootAudited, mistakesIn } from '../../support/audited.app.js';
import { graph, needsEnhancers, query } from '../../support/graphql.js';

const enhanced = { fieldResolverEnhancers: ['guards' as const] };

/** The methods that ran. */
let ran: string[];

beforeEach(() => {
  ran = [];
});

describe('A reference of a federated graph', () => {
  @Resolver('Order')
  class ReferenceResolver {
    @ResolveReference()
    @UseGuards(CognitoGuard)
    @Groups('admin')
    find() {
      ran.push('find');
      return { owner: 'alice' };
    }
  }

  const federated = (options: Partial<ApolloDriverConfig>) =>
    graph({
      driver: ApolloFederationDriver,
      // Silent: Apollo would write a line about tracing at each boot.
      plugins: [ApolloServerPluginInlineTraceDisabled()],
      typeDefs: `
        type Query { orders: [Order] }
        type Order @key(fields: "owner") { owner: String }
      `,
      ...options,
    });
  const providers = [ReferenceResolver];
  const document = `{
    _entities(representations: [{ __typename: "Order" }]) {
      ... on Order { owner }
    }
  }`;

  it('is refused without guards for fields, since anyone can read it', async () => {
    const imports = [federated({})];
    expect(await mistakesIn({ imports, providers })).toEqual([
      'ReferenceResolver.find() has @Groups(), @UseGuards(CognitoGuard), ' +
        needsEnhancers,
    ]);
    const app = await bootAudited(
      { imports, providers },
      { unguardedRoutes: 'ignore' },
    );
    const answer = await query(app, document);
    await app.close();
    expect(answer).toEqual({ data: { _entities: [{ owner: 'alice' }] } });
  });

  it('boots with guards for fields, and holds', async () => {
    const app = await bootAudited({
      imports: [federated(enhanced)],
      providers,
    });
    const answer = await query(app, document);
    await app.close();
    expect(answer).toMatchObject({
      data: { _entities: [null] },
      errors: [{ path: ['_entities', 0] }],
    });
    expect(ran).toEqual([]);
  });
});

describe('The type of an interface', () => {
  const nodes = (options: Partial<ApolloDriverConfig>) =>
    graph({
      typeDefs: `
        type Query { node: Node }
        interface Node { owner: String }
        type Order implements Node { owner: String }
      `,
      ...options,
    });

  it('is refused by the name for which Nest never runs a guard', async () => {
    @Resolver('Node')
    class TypeResolver {
      @ResolveField()
      @UseGuards(CognitoGuard)
      @Groups('admin')
      __resolveType() {
        return 'Order';
      }
    }

    expect(
      await mistakesIn({
        imports: [nodes(enhanced)],
        providers: [TypeResolver],
      }),
    ).toEqual([
      'TypeResolver.__resolveType() has @Groups(), @UseGuards(CognitoGuard), ' +
        'but Nest runs no guard for it: put the decorators on the route that ' +
        'leads to it',
    ]);
  });

  it('boots by another name with guards for fields, and holds', async () => {
    @Resolver('Node')
    class NamedTypeResolver {
      @Query()
      node() {
        return { owner: 'alice' };
      }

      @ResolveField('__resolveType')
      @UseGuards(CognitoGuard)
      @Groups('admin')
      typeOf() {
        ran.push('typeOf');
        return 'Order';
      }
    }

    const providers = [NamedTypeResolver];
    expect(await mistakesIn({ imports: [nodes({})], providers })).toEqual([
      'NamedTypeResolver.typeOf() has @Groups(), @UseGuards(CognitoGuard), ' +
        needsEnhancers,
    ]);
    const app = await bootAudited({ imports: [nodes(enhanced)], providers });
    const answer = await query(app, '{ node { owner } }');
    await app.close();
    expect(answer).toMatchObject({ data: { node: null }, errors: [{}] });
    expect(ran).toEqual([]);
  });
});
