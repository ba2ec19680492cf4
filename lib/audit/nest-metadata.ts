/*
 * Where Nest's decorators leave what they say. Nest publishes no constants for
 * these; the end-to-end tests of the audit hold them against the real ones.
 */

/** Guards of `@UseGuards()`, on a class or a handler. */
export const guardsKey = '__guards__';

/** Parameters of a handler, on its class under the handler's name. */
export const parametersKey = '__routeArguments__';

/** How a handler is reached, by what its decorator leaves on it. */
export const handlerKeys: readonly (readonly [HandlerKind, string])[] = [
  ['http', 'path'],
  ['rpc', 'microservices:pattern'],
  ['ws', 'websockets:message_mapping'],
  ['graphql', 'graphql:resolver_type'],
  ['graphql', 'graphql:resolve_property'],
];

/** Kinds of handlers, by which Nest decides whether global guards apply. */
export type HandlerKind = 'http' | 'rpc' | 'ws' | 'graphql';
