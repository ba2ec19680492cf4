import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The ways from a request to its response: Express sets `res`, Node `socket`. */
interface AnswerableRequest {
  readonly res?: ServerResponse;
  readonly socket?: Socket;
}

const body = JSON.stringify({
  statusCode: 500,
  message: 'Internal server error',
});

/**
 * Ends a request that nobody else answers any more: with 500 and Nest's body
 * for it, or, where that cannot be sent, by closing the connection.
 */
export function failRequest(request: object): void {
  const { res: response, socket } = request as AnswerableRequest;
  if (response?.writableEnded) {
    return;
  }
  if (response === undefined || response.headersSent) {
    socket?.destroy();
    return;
  }
  // A length or an encoding of the answer that was begun would spoil this one.
  response.getHeaderNames().forEach((name) => response.removeHeader(name));
  response.statusCode = 500;
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(body);
}
