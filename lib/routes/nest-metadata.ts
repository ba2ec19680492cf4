/*
 * Metadata keys of Nest's own decorators. Nest publishes no constants for them;
 * the end-to-end tests of the audit hold them against the real decorators.
 */

/** Guards of `@UseGuards()`, on a class or a handler. */
export const guardsKey = '__guards__';

/** Parameters of a handler, on its class under the handler's name. */
export const parametersKey = '__routeArguments__';

/** Handler of an HTTP route, a message of a microservice, a message of a gateway. */
export const handlerKeys = {
  http: 'path',
  rpc: 'microservices:handler_type',
  ws: 'websockets:message_mapping',
} as const;

/** Gateway, on its class. */
export const gatewayKey = 'websockets:is_gateway';

/** Type that a resolver belongs to, on a method or its class. */
export const resolverTypeKey = 'graphql:resolver_type';

/** Method that resolves a field, or a reference of a federated graph. */
export const fieldKeys = [
  'graphql:resolve_property',
  'graphql:resolve_reference',
] as const;

/** Injection token of the options of each `GraphQLModule`. */
export const graphqlOptionsToken = 'GqlModuleOptions';
