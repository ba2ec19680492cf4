import { HttpException, Logger } from '@nestjs/common';
import { isCognitoAuthException } from '../errors/exceptions.js';
import { refusalHeader } from '../errors/refusal-header.js';
import { messageErrorOf, standInFor } from '../errors/stand-in.js';
import type { MessageCarrier } from './carrier.js';
import { settleMessage } from './rabbitmq.js';
import { isEvent, reportRefusedEvent } from './rpc-event.js';
import {
  grpcOf,
  headersOf,
  isGrpcCall,
  messageOf,
  payloadOf,
  type GrpcCall,
  type GrpcMetadata,
} from './rpc-message.js';
import type { RefusalTools, Transport } from './transport.js';

const logger = new Logger('CognitoAuth');

type Microservices = typeof import('@nestjs/microservices');

/** The application's own package, whose exceptions the filters of Nest know. */
let microservices: Microservices | undefined;

/** Status codes of gRPC by status code of HTTP. */
const grpcCodes: Readonly<Record<number, number>> = {
  400: 3,
  401: 16,
  403: 7,
  404: 5,
  503: 14,
};
const unknownError = 2;

/** Reads and answers the messages of microservices, on all transports of Nest. */
export const rpcTransport: Transport = {
  type: 'rpc',
  setsUser: false,

  holderOf: messageOf,

  isConnection: () => false,

  carrierOf: (holder, context): MessageCarrier => ({
    type: 'rpc',
    headers: headersOf(holder),
    payload: payloadOf(context),
  }),

  refuse(error, context, tools) {
    const grpc = grpcOf(context);
    if (grpc && isGrpcCall(grpc)) {
      return endCall(grpc, error, tools);
    }
    settleMessage(context, tools.messageServers());
    if (microservices === undefined || !(error instanceof HttpException)) {
      return error;
    }
    if (isEvent(context)) {
      reportRefusedEvent(error, context);
      // Nest 12 would log an exception of its own class once more.
      return error;
    }
    const answer = grpc
      ? grpcErrorOf(error, grpc, tools)
      : messageErrorOf(error);
    return standInFor(error, new microservices.RpcException(answer));
  },

  async setUp() {
    microservices = await import('@nestjs/microservices');
  },
};

/** Nest would end the process if a guard threw for a pass-through call. */
function endCall(
  call: GrpcCall,
  error: Error,
  tools: RefusalTools,
): Promise<never> {
  call.emit('error', grpcErrorOf(error, call.metadata, tools));
  return new Promise(() => undefined);
}

function grpcErrorOf(
  error: Error,
  received: GrpcMetadata,
  { realm }: RefusalTools,
): object {
  if (!(error instanceof HttpException)) {
    logger.error(error.message, error.stack);
    return { code: unknownError, details: 'Internal server error' };
  }
  const code = grpcCodes[error.getStatus()] ?? unknownError;
  const { message } = error;
  if (!isCognitoAuthException(error)) {
    return { code, message, details: message };
  }
  const Metadata = received.constructor as new () => GrpcMetadata;
  const metadata = new Metadata();
  metadata.set('cognito-code', error.code);
  metadata.set(...refusalHeader(error, realm));
  return { code, message, details: message, metadata };
}
