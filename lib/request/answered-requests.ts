import { subscribe } from 'node:diagnostics_channel';
import { IncomingMessage } from 'node:http';

/** A message of Node about a response that was sent. */
interface Finished {
  readonly request: IncomingMessage;
}

/**
 * The requests of Node that got their response. A mark on the request would be
 * slower: up to Node 22, each request of Express has a hidden class of its own.
 */
const answered = new WeakSet<object>();

let isWatching = false;

/** Watches all HTTP servers of the process for responses that are sent. */
export function watchAnswers(): void {
  if (!isWatching) {
    isWatching = true;
    subscribe('http.server.response.finish', (message) => {
      answered.add((message as Finished).request);
    });
  }
}

/** Returns whether a request of Express or Fastify has got its response. */
export function isAnswered(request: object): boolean {
  return answered.has(nodeRequestOf(request));
}

/** Reads no `raw` of a request of Express, which has none. */
function nodeRequestOf(request: object): object {
  if (request instanceof IncomingMessage) {
    return request;
  }
  const { raw = request } = request as { readonly raw?: object };
  return raw;
}
