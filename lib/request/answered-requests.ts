import { subscribe } from 'node:diagnostics_channel';

/** A message of Node about a response that was sent. */
interface Finished {
  readonly request: object;
}

/** Node's own requests that got their response. */
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
  const { raw = request } = request as { readonly raw?: object };
  return answered.has(raw);
}
