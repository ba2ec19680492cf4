import { HttpException, Logger } from '@nestjs/common';
import { isCognitoAuthException } from '../errors/exceptions.js';
import { messageErrorOf, type MessageError } from '../errors/stand-in.js';
import { exceptionFrame } from '../request/ws-answers.js';

const logger = new Logger('CognitoAuth');

/** A client of socket.io. It is told from others by its handshake. */
interface SocketIoClient {
  readonly handshake: object;
  readonly connected: boolean;
  once(event: 'disconnect', listener: () => void): unknown;
  emit(event: 'exception', answer: object): unknown;
  disconnect(close: true): unknown;
}

/** A client of the package `ws`. */
interface NativeClient {
  readonly handshake?: undefined;
  readonly readyState: number;
  once(event: 'close', listener: () => void): unknown;
  send(frame: string): void;
  close(code: number, reason: string): void;
}

/** A client of a gateway, on one of the WebSocket libraries of Nest. */
export type GatewayClient = SocketIoClient | NativeClient;

/** `WebSocket.OPEN` (WHATWG WebSockets §3.1). */
const open = 1;

/** Returns whether a client can still get a message. */
export function isOpen(client: GatewayClient): boolean {
  return client.handshake ? client.connected : client.readyState === open;
}

/** Calls a function once the connection of a client has ended. */
export function onceClosed(client: GatewayClient, call: () => void): void {
  if (client.handshake) {
    client.once('disconnect', call);
  } else {
    client.once('close', call);
  }
}

/**
 * Tells a client why it is refused, and closes its connection. It never throws,
 * because nobody catches what a timer or `handleConnection` throws.
 */
export function refuseClient(client: GatewayClient, refusal: Error): void {
  try {
    // A client that another gateway has refused already is told once.
    if (isOpen(client)) {
      tellAndClose(client, refusal);
    }
  } catch (error) {
    logger.error('A refused client could not be told', stackOf(error));
  }
}

function tellAndClose(client: GatewayClient, refusal: Error): void {
  const answer = answerOf(refusal);
  if (client.handshake) {
    client.emit('exception', answer);
    client.disconnect(true);
  } else {
    const reason = isCognitoAuthException(refusal) ? refusal.code : '';
    client.send(exceptionFrame(answer));
    client.close(closeCodeOf(answer.statusCode), reason);
  }
}

/** Returns what a client is told. An unexpected error goes to the log only. */
export function answerOf(refusal: Error): MessageError {
  if (refusal instanceof HttpException || isCognitoAuthException(refusal)) {
    return messageErrorOf(refusal);
  }
  logger.error(refusal.message, stackOf(refusal.cause ?? refusal));
  return { status: 'error', statusCode: 500, message: 'Internal server error' };
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}

/** Returns the code of a close frame (RFC 6455 §7.4) for a status of HTTP. */
function closeCodeOf(status: number): number {
  const tryAgainLater = 1013;
  const internalError = 1011;
  const firstPrivateCode = 4000;
  if (status >= 500) {
    return status === 503 ? tryAgainLater : internalError;
  }
  return firstPrivateCode + status;
}
