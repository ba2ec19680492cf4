import { HttpException, type ExecutionContext } from '@nestjs/common';
import { isCognitoAuthException } from '../errors/exceptions.js';
import { refusalHeader } from '../errors/refusal-header.js';
import { HttpCarrier, type HttpRequest } from './http.transport.js';
import type { RefusalTools, Transport } from './transport.js';
import { UpgradeCarrier, type UpgradeRequest } from './upgrade-carrier.js';

/** The request of a GraphQL operation: of HTTP, or the connection of graphql-ws. */
interface OperationRequest {
  /** Only a request of Fastify for an upgrade has it. */
  readonly ws?: boolean;
  /** Only a connection of graphql-ws has it. */
  readonly extra?: { readonly request?: UpgradeRequest };
  readonly connectionParams?: unknown;
}

/** The context value that Apollo or Mercurius gives to a resolver. */
interface ContextValue {
  readonly req?: OperationRequest;
  /** Only Mercurius has it. */
  readonly reply?: {
    readonly request?: OperationRequest;
    header(name: string, value: string): unknown;
  };
  /** The upgrade request of a subscription of Mercurius. */
  readonly request?: OperationRequest & { readonly raw?: UpgradeRequest };
  readonly _connectionInit?: unknown;
}

/** Codes of Apollo for the status of an exception. */
const codes: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
};

/** Reads and answers GraphQL contexts of Apollo and Mercurius. */
export const graphqlTransport: Transport = {
  type: 'graphql',
  setsUser: true,

  holderOf: (context) => requestOf(contextValueOf(context)),

  isConnection: (holder) => isConnection(holder),

  carrierOf(holder, context, options) {
    if (!isConnection(holder)) {
      return new HttpCarrier(holder as HttpRequest, 'graphql');
    }
    const { extra, connectionParams } = holder;
    const { request, _connectionInit } = contextValueOf(context);
    return extra
      ? new UpgradeCarrier('graphql', extra.request, connectionParams, options)
      : new UpgradeCarrier('graphql', request?.raw, _connectionInit, options);
  },

  refuse(error, context, tools) {
    const exception = error instanceof HttpException ? error : hidden(error);
    const status =
      exception instanceof HttpException ? exception.getStatus() : 500;
    const code = codes[status] ?? 'INTERNAL_SERVER_ERROR';
    const originalError =
      exception instanceof HttpException ? exception.getResponse() : undefined;
    return Object.assign(exception, {
      extensions: {
        code,
        ...(originalError && { originalError }),
        ...sendHeader(exception, contextValueOf(context), tools),
      },
    });
  },
};

/** Finds the context value in front of the info, the last argument of its form. */
function contextValueOf(context: ExecutionContext): ContextValue {
  const values: readonly unknown[] = context.getArgs();
  const info = values.findLastIndex(
    (value) => isObject(value) && 'schema' in value && 'operation' in value,
  );
  const found = values[info - 1];
  return isObject(found) ? found : {};
}

/**
 * Finds the request of an operation. A shared context value may hold the `req` of
 * another request, so the one of Mercurius comes first.
 */
function requestOf({
  req,
  reply,
  request,
}: ContextValue): OperationRequest | undefined {
  return request?.ws ? request : (reply?.request ?? req);
}

function isConnection(holder: object): holder is OperationRequest {
  return 'extra' in holder || ('ws' in holder && holder.ws === true);
}

/** Sends the header of a refusal. Apollo takes it from the error. */
function sendHeader(
  exception: Error,
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

/** Hides the message of an error. GraphQL servers send it to the client. */
function hidden(error: Error): Error {
  const exception = new Error('Internal server error', { cause: error });
  // Nest logs the stack, which must tell where the error came from.
  return Object.assign(exception, { stack: error.stack });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
