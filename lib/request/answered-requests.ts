import { subscribe } from 'node:diagnostics_channel';

/** A message of Node about a response that was sent. */
interface Finished {
  readonly request: MarkedRequest;
}

/**
 * The mark on a request of Node that got its response. A `WeakSet` of all requests
 * would make each garbage collection longer.
 */
const answeredKey = Symbol('nestjs-cognito-auth answered');

interface MarkedRequest {
  [answeredKey]?: true;
}

let isWatching = false;

/** Watches all HTTP servers of the process for responses that are sent. */
export function watchAnswers(): void {
  if (!isWatching) {
    isWatching = true;
    subscribe('http.server.response.finish', (message) => {
      (message as Finished).request[answeredKey] = true;
    });
  }
}

/** Returns whether a request of Express or Fastify has got its response. */
export function isAnswered(request: object): boolean {
  const { raw = request as MarkedRequest } = request as {
    readonly raw?: MarkedRequest;
  };
  return raw[answeredKey] === true;
}
