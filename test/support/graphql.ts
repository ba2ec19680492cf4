import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { GraphQLModule } from '@nestjs/graphql';
import { request } from './http.js';
import type { RunningApp } from './platforms.js';

/** What the audit says of a field where a graph runs no guards for fields. */
export const needsEnhancers =
  'but Nest runs no CognitoGuard for it: Nest runs guards for fields and ' +
  "references only with fieldResolverEnhancers: ['guards'] in the options of " +
  'each GraphQLModule. Add that, or move the decorators to the queries';

/** The options of a graph of orders. */
export const graphOptions: ApolloDriverConfig = {
  driver: ApolloDriver,
  path: '/graphql',
  typeDefs: `
    type Query { orders: [Order] }
    type Order { owner: String }
  `,
};

/** A graph of orders; these options are added. */
export function graph(options: Partial<ApolloDriverConfig> = {}) {
  return GraphQLModule.forRoot<ApolloDriverConfig>({
    ...graphOptions,
    ...options,
  });
}

/** The answer of a graph, in the parts that tests look at. */
interface GraphAnswer {
  readonly data?: unknown;
  readonly errors?: readonly unknown[];
}

/** Sends a query over HTTP, without a token. */
export async function query(
  { url }: RunningApp,
  document: string,
  path = '/graphql',
): Promise<GraphAnswer> {
  const { body } = await request(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document }),
  });
  return body;
}
