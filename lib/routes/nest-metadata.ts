/*
 * These are the metadata keys of Nest's own decorators. Nest exports no constants
 * for them. The end-to-end tests of the audit check them with the real decorators.
 */

/** Guards of `@UseGuards()`, on a class or a handler. */
export const guardsKey = '__guards__';

/** Parameters of a handler, on its class under the handler's name. */
export const parametersKey = '__routeArguments__';

/** Keys on a handler of HTTP routes, of microservice messages, of gateway messages. */
export const handlerKeys = {
  http: 'path',
  rpc: 'microservices:handler_type',
  ws: 'websockets:message_mapping',
} as const;

/** Key on the class of a gateway. */
export const gatewayKey = 'websockets:is_gateway';

/** Method of an HTTP route, as a number of `RequestMethod`. */
export const requestMethodKey = 'method';

/** Version of a controller or of one of its HTTP routes. */
export const versionKey = '__version__';

/** Path that `RouterModule` gives to a module; Nest adds the id of the application. */
export const modulePathKey = '__module_path__';

/** Patterns of a microservice message, and the name of a gateway message. */
export const patternKeys = {
  rpc: 'microservices:pattern',
  ws: 'message',
} as const;

/** Name of a field of a GraphQL type. */
export const resolverNameKey = 'graphql:resolver_name';

/** GraphQL type that a resolver belongs to, on a method or its class. */
export const resolverTypeKey = 'graphql:resolver_type';

/** Keys on a method that resolves a field, or a reference of a federated graph. */
export const fieldKeys = [
  'graphql:resolve_property',
  'graphql:resolve_reference',
] as const;

/** Injection token of the options of each `GraphQLModule`. */
export const graphqlOptionsToken = 'GqlModuleOptions';
