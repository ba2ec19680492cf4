import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** A request with ways to respond to it: Express sets `res`, and Node sets `socket`. */
interface AnswerableRequest {
  readonly res?: ServerResponse;
  readonly socket?: Socket;
}

const body = JSON.stringify({
  statusCode: 500,
  message: 'Internal server error',
});

/**
 * Ends a request that nothing else responds to. It sends 500 with Nest's body for
 * it, or closes the connection if it cannot send a response any more.
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
  // Headers set for another body, such as its length, would break this response.
  response.getHeaderNames().forEach((name) => response.removeHeader(name));
  response.statusCode = 500;
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(body);
}
