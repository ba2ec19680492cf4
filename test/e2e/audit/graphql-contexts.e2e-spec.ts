import { UseGuards } from '@nestjs/common';
import { GraphQLModule, Query, Resolver } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import { CognitoGuard } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { audited, mistakesIn, mistakesOf } from '../../support/audited.app.js';
import { graph, graphOptions } from '../../support/graphql.js';
import { nestMajor } from '../../support/nest-version.js';
import { bootApp, platforms } from '../../support/platforms.js';

const refused = [
  'A GraphQLModule has a "context" that all requests share, so one caller ' +
    'could get the request of another: make it a function that returns a new ' +
    'object, such as context: () => ({ … })',
];

@Resolver()
class OrdersResolver {
  @Query()
  @UseGuards(CognitoGuard)
  orders() {
    return [];
  }
}

@Resolver()
class OpenResolver {
  @Query()
  orders() {
    return [];
  }
}

const mistakes = (
  options: Partial<ApolloDriverConfig>,
  providers = [OrdersResolver],
) => mistakesIn({ imports: [graph(options)], providers });

describe('A context of Apollo', () => {
  it('may be an object only where Nest copies it', async () => {
    const expected = nestMajor < 12 ? refused : [];
    expect(await mistakes({ context: { tenant: 'a' } })).toEqual(expected);
    const graphs = GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: graphOptions.driver,
      useFactory: () => ({ ...graphOptions, context: { tenant: 'a' } }),
    });
    const providers = [OrdersResolver];
    expect(await mistakesIn({ imports: [graphs], providers })).toEqual(
      expected,
    );
  });

  it('may not be an object that has a request', async () => {
    expect(await mistakes({ context: { req: {} } })).toEqual(refused);
  });

  it('may be a function, or missing', async () => {
    expect(await mistakes({ context: () => ({ tenant: 'a' }) })).toEqual([]);
    expect(await mistakes({})).toEqual([]);
  });

  it('may be anything where no operation is guarded', async () => {
    expect(await mistakes({ context: { req: {} } }, [OpenResolver])).toEqual(
      [],
    );
  });
});

describe('A context of Mercurius', () => {
  const [, fastify] = platforms;

  const mistakesOn = (context: MercuriusDriverConfig['context']) =>
    mistakesOf(
      bootApp(fastify ?? expect.fail(), {
        imports: [
          audited(),
          GraphQLModule.forRoot<MercuriusDriverConfig>({
            driver: MercuriusDriver,
            typeDefs: graphOptions.typeDefs,
            context,
          }),
        ],
        providers: [OrdersResolver],
      }),
    );

  it('may not be an object, since Nest puts each request into it', async () => {
    expect(await mistakesOn({ tenant: 'a' } as never)).toEqual(refused);
  });

  it('may be a function, or missing', async () => {
    expect(await mistakesOn(() => ({ tenant: 'a' }))).toEqual([]);
    expect(await mistakesOn(undefined)).toEqual([]);
  });
});
