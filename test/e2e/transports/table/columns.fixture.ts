import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import {
  Controller,
  Get,
  UseGuards,
  type DynamicModule,
  type Type,
} from '@nestjs/common';
import { GraphQLModule, Query, Resolver, Subscription } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { CognitoAuthModule, CognitoGuard } from 'nestjs-cognito-auth';
import { request } from '../../../support/http.js';
import {
  bootApp,
  platforms,
  type Platform,
  type RunningApp,
} from '../../../support/platforms.js';
import { servers, type GraphqlServer } from '../graphql/graphql.fixture.js';
import { SubscriptionClient } from '../graphql/subscriptions.fixture.js';
import { targets, type GatewayTarget } from '../websockets/clients.fixture.js';
import {
  classOfRows,
  handlerOf,
  options,
  rows,
  type Outcome,
} from './rows.fixture.js';

/** A running application of one transport. */
export interface Running {
  /** Calls a handler, with a token or without. */
  readonly call: (handler: string, token?: string) => Promise<Outcome>;
  readonly close: () => Promise<unknown>;
}

/** One transport of the table. */
export interface Column {
  readonly transport: string;
  /** The program that it needs on this machine. */
  readonly program?: string;
  readonly boot: () => Promise<Running>;
}

/** What each client gets for a refusal: its code is somewhere in it. */
export interface Coded {
  readonly code?: string;
}

export const imports = [
  CognitoAuthModule.forRoot({ ...options, globalGuard: true }),
];

function http(platform: Platform): Column {
  return {
    transport: `HTTP on ${platform.name}`,
    async boot() {
      const controller = classOfRows((handler) => Get(handler));
      Controller()(controller);
      const app = await bootApp(platform, {
        imports,
        controllers: [controller],
      });
      return {
        async call(handler, token) {
          const { status, text, body } = await request(
            `${app.url}/${handler}`,
            {
              ...(token !== undefined && { token }),
            },
          );
          return status === 200 ? text : String((body as Coded).code);
        },
        close: app.close,
      };
    },
  };
}

interface GraphqlResult {
  readonly data?: Readonly<Record<string, string>> | null;
  readonly errors?: readonly GraphqlError[];
}

interface GraphqlError {
  readonly extensions?: { readonly originalError?: Coded };
}

function outcomeOf(
  result: GraphqlResult | readonly GraphqlError[],
  handler: string,
): Outcome {
  const { data, errors } =
    'length' in result ? { data: undefined, errors: result } : result;
  return errors
    ? String(errors[0]?.extensions?.originalError?.code)
    : String(data?.[handler]);
}

const fields = rows
  .map((_row, index) => `${handlerOf(index)}: String`)
  .join(' ');
const typeDefs = `type Query { ${fields} } type Subscription { ${fields} }`;

function graphModule({ isMercurius }: GraphqlServer): DynamicModule {
  return isMercurius
    ? GraphQLModule.forRoot<MercuriusDriverConfig>({
        driver: MercuriusDriver,
        typeDefs,
        subscription: true,
      })
    : GraphQLModule.forRoot<ApolloDriverConfig>({
        driver: ApolloDriver,
        path: '/graphql',
        typeDefs,
        subscriptions: { 'graphql-ws': true },
      });
}

async function bootGraph(server: GraphqlServer, resolver: Type<unknown>) {
  Resolver()(resolver);
  return bootApp(server.platform, {
    imports: [...imports, graphModule(server)],
    providers: [resolver],
  });
}

function graphql(server: GraphqlServer): Column {
  return {
    transport: `GraphQL: ${server.name}`,
    async boot() {
      const resolver = classOfRows((handler) => Query(handler));
      const app = await bootGraph(server, resolver);
      return {
        async call(handler, token) {
          const { body } = await request(`${app.url}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ query: `{ ${handler} }` }),
            ...(token !== undefined && { token }),
          });
          return outcomeOf(body as GraphqlResult, handler);
        },
        close: app.close,
      };
    },
  };
}

function subscription(server: GraphqlServer): Column {
  return {
    transport: `GraphQL subscription: ${server.name}`,
    async boot() {
      const resolver = classOfRows(
        (handler) => Subscription(handler),
        (value, handler) => once({ [handler]: value }),
      );
      const app = await bootGraph(server, resolver);
      return {
        async call(handler, token) {
          const client = await SubscriptionClient.connect(
            app,
            token === undefined ? {} : { token },
          );
          const result = await client.first(`subscription { ${handler} }`);
          await client.close();
          return outcomeOf(result as GraphqlResult, handler);
        },
        close: app.close,
      };
    },
  };
}

async function* once<T>(value: T) {
  yield value;
}

function gateway(target: GatewayTarget): Column {
  return {
    transport: target.name,
    async boot() {
      const Gateway = classOfRows(
        (handler) => SubscribeMessage(handler),
        (value) => ({ event: 'done', data: value }),
      );
      WebSocketGateway()(Gateway);
      UseGuards(CognitoGuard)(Gateway);
      const app: RunningApp = await bootApp(target.platform, {
        imports,
        providers: [Gateway],
        configure: target.useAdapter,
      });
      return {
        async call(handler, token) {
          const client = target.connect(app, {
            ...(token !== undefined && { token }),
          });
          const { event, data } = await client.ask(handler, {});
          client.close();
          return String(event === 'done' ? data : (data as Coded).code);
        },
        close: app.close,
      };
    },
  };
}

/** The transports of clients that connect by HTTP. */
export const columns: readonly Column[] = [
  ...platforms.map(http),
  ...servers.map(graphql),
  ...servers.map(subscription),
  ...targets.map(gateway),
];
