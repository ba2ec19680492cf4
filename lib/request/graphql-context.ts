import { Logger, type ExecutionContext } from '@nestjs/common';
import {
  connectionOfMercurius,
  isUpgraded,
  type GraphqlConnection,
  type UpgradedRequest,
} from './graphql-connection.js';
import type { HttpRequest } from './http.transport.js';
import { isAnswered } from './answered-requests.js';

const logger = new Logger('CognitoAuth');

/** The context value that Apollo or Mercurius gives to a resolver. */
export interface ContextValue {
  /** The HTTP request, or the connection of graphql-ws. */
  readonly req?: HttpRequest | GraphqlConnection;
  /** Only Mercurius has it. */
  readonly reply?: {
    readonly request?: HttpRequest;
    header(name: string, value: string): unknown;
  };
  /** The upgrade request of a subscription of Mercurius. */
  readonly request?: UpgradedRequest;
  readonly _connectionInit?: unknown;
  [firstRequestKey]?: object;
}

/**
 * The key of the request that the first call of a context value belonged to. A
 * `WeakMap` would make each garbage collection longer.
 */
const firstRequestKey = Symbol('nestjs-cognito-auth first request');

/** Finds the context value in front of the info, the last argument of its form. */
export function contextValueOf(context: ExecutionContext): ContextValue {
  const values: readonly unknown[] = context.getArgs();
  const info = values.findLastIndex(
    (value) => isObject(value) && 'schema' in value && 'operation' in value,
  );
  const found = values[info - 1];
  return isObject(found) ? found : {};
}

/**
 * Finds the HTTP request or the connection of an operation. An application that
 * returns one context value for all requests hands the request of one caller to
 * another. So the result is `undefined` if the request was already answered, or
 * if the value belonged to another request.
 */
export function requestOf(
  value: ContextValue,
): HttpRequest | GraphqlConnection | undefined {
  const { req, reply, request, _connectionInit } = value;
  if (isObject(request) && isUpgraded(request)) {
    return connectionOfMercurius(request, _connectionInit);
  }
  const found = reply?.request ?? req;
  if (!isObject(found)) {
    return undefined;
  }
  if (firstRequestOf(value, found) === found && !isAnswered(found)) {
    return found;
  }
  logger.error(
    'A GraphQL operation has the request of another one. The option "context" ' +
      'of GraphQLModule must return a new object for each request',
  );
  return undefined;
}

/** Stores the request on its context value. A frozen value cannot get another one. */
function firstRequestOf(value: ContextValue, request: object): object {
  if (value[firstRequestKey] === undefined && Object.isExtensible(value)) {
    value[firstRequestKey] = request;
  }
  return value[firstRequestKey] ?? request;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
