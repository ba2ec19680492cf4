import {
  ApolloDriver,
  ApolloFederationDriver,
  type ApolloDriverConfig,
} from '@nestjs/apollo';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import type { LoggerService, Provider } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import {
  CognitoAuthModule,
  type CognitoCommonOptions,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { request, type Answer } from '../../../support/http.js';
import {
  bootApp,
  platforms,
  type Platform,
  type RunningApp,
} from '../../../support/platforms.js';

/** The pool of every GraphQL application. */
export const pool = await TestUserPool.create();

const [express, fastify] = platforms as [Platform, Platform];

/** A GraphQL server that the library promises to behave alike on. */
export interface GraphqlServer {
  readonly name: string;
  readonly platform: Platform;
  readonly isMercurius: boolean;
}

export const apolloOnExpress: GraphqlServer = {
  name: 'Apollo on Express',
  platform: express,
  isMercurius: false,
};

export const apolloOnFastify: GraphqlServer = {
  name: 'Apollo on Fastify',
  platform: fastify,
  isMercurius: false,
};

export const mercurius: GraphqlServer = {
  name: 'Mercurius',
  platform: fastify,
  isMercurius: true,
};

/** For `describe.each`. */
export const servers = [apolloOnExpress, apolloOnFastify, mercurius];

type GraphOptions = Partial<ApolloDriverConfig & MercuriusDriverConfig>;

/** What a GraphQL application is made of. */
export interface GraphDefinition {
  readonly typeDefs: string;
  readonly providers: Provider[];
  /** Added to the options of both drivers. */
  readonly graph?: object;
  readonly auth?: CognitoCommonOptions & { readonly jwks?: undefined };
  readonly logger?: LoggerService;
}

/** Boots an application with a global guard, which also guards fields. */
export function bootGraph(
  { platform, isMercurius }: GraphqlServer,
  { typeDefs, providers, graph = {}, auth = {}, logger }: GraphDefinition,
): Promise<RunningApp> {
  const options: GraphOptions = {
    path: '/graphql',
    typeDefs,
    fieldResolverEnhancers: ['guards'],
    ...graph,
  };
  return bootApp(platform, {
    logger,
    imports: [
      CognitoAuthModule.forRoot({
        ...pool.options,
        ...auth,
        globalGuard: true,
      }),
      isMercurius
        ? GraphQLModule.forRoot<MercuriusDriverConfig>({
            ...options,
            driver: MercuriusDriver,
            allowBatchedQueries: true,
          })
        : GraphQLModule.forRoot<ApolloDriverConfig>({
            driver: ApolloDriver,
            allowBatchedHttpRequests: true,
            ...options,
          }),
    ],
    providers,
  });
}

/** Options of a federated graph of Apollo. */
export const federated = {
  driver: ApolloFederationDriver,
  // Silent: Apollo would write a line about tracing at each boot.
  plugins: [ApolloServerPluginInlineTraceDisabled()],
};

/** How a query is sent. */
interface Sending {
  readonly token?: string;
  readonly headers?: Record<string, string | string[]>;
  readonly variables?: object;
}

/** Sends one document over HTTP, or several as one batch. */
export function send(
  { url }: RunningApp,
  document: string | readonly string[],
  { token, headers, variables }: Sending = {},
): Promise<Answer> {
  const operation = (query: string) => ({ query, variables });
  const body =
    typeof document === 'string'
      ? operation(document)
      : document.map(operation);
  return request(`${url}/graphql`, {
    method: 'POST',
    token,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/** The error that every GraphQL server sends for a refusal. */
export function refusalOf(
  statusCode: number,
  code: string,
  message: string,
): object {
  const names: Record<number, [code: string, error: string]> = {
    400: ['BAD_REQUEST', 'Bad Request'],
    401: ['UNAUTHENTICATED', 'Unauthorized'],
    403: ['FORBIDDEN', 'Forbidden'],
    503: ['INTERNAL_SERVER_ERROR', 'Service Unavailable'],
  };
  const [name, error] = names[statusCode] ?? [];
  return {
    code: name,
    ...(statusCode === 503 && { status: 503 }),
    originalError: { statusCode, error, message, code },
  };
}
