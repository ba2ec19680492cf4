import { HttpException, Logger } from '@nestjs/common';
import { isCognitoAuthException } from '../errors/exceptions.js';
import { refusalHeader } from '../errors/refusal-header.js';
import { watchAnswers } from './answered-requests.js';
import { isConnection, partsOf } from './graphql-connection.js';
import {
  contextValueOf,
  requestOf,
  type ContextValue,
} from './graphql-context.js';
import { HttpCarrier, type HttpRequest } from './http.transport.js';
import type { RefusalTools, Transport } from './transport.js';
import { UpgradeCarrier } from './upgrade-carrier.js';

const logger = new Logger('CognitoAuth');

/** Codes of Apollo for the status of an exception. */
const codes: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  422: 'BAD_USER_INPUT',
};

/** Reads and answers GraphQL contexts of Apollo and Mercurius. */
export const graphqlTransport: Transport = {
  type: 'graphql',
  setsUser: true,

  holderOf: (context) => requestOf(contextValueOf(context)),

  isConnection,

  carrierOf: (holder, _context, options) =>
    isConnection(holder)
      ? new UpgradeCarrier('graphql', ...partsOf(holder), options)
      : new HttpCarrier(holder as HttpRequest, 'graphql'),

  refuse(error, context, tools) {
    if (!(error instanceof HttpException)) {
      return hidden(error);
    }
    // A copy, because several requests may share one exception.
    return Object.assign(Object.create(error) as HttpException, {
      extensions: {
        ...extensionsOf(error),
        ...sendHeader(error, contextValueOf(context), tools),
      },
    });
  },

  // Not async, because nothing is loaded.
  setUp() {
    watchAnswers();
    return Promise.resolve();
  },
};

/** Returns the extensions that Apollo makes of an exception over HTTP. */
function extensionsOf(exception: HttpException): object {
  const status = exception.getStatus();
  const code = codes[status];
  const originalError = exception.getResponse();
  return code === undefined
    ? { code: 'INTERNAL_SERVER_ERROR', status, originalError }
    : { code, originalError };
}

/** Sends the header of a refusal. Apollo takes it from the error. */
function sendHeader(
  exception: HttpException,
  value: ContextValue,
  { realm }: RefusalTools,
): object {
  const request = requestOf(value);
  if (
    !isCognitoAuthException(exception) ||
    request === undefined ||
    isConnection(request)
  ) {
    return {};
  }
  const header = refusalHeader(exception, realm);
  if (value.reply) {
    value.reply.header(...header);
    return {};
  }
  return { http: { headers: new Map([header]) } };
}

/**
 * Hides an error, because GraphQL servers send its message to the client. Apollo
 * also sends the stack unless `NODE_ENV` is `production` or `test`.
 */
function hidden(error: Error): Error {
  logger.error(error);
  const message = 'Internal server error';
  return Object.assign(new Error(message, { cause: error }), {
    stack: `Error: ${message}`,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
}
