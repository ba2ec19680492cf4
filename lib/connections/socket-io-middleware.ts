import { answerableError } from '../errors/answerable-error.js';
import { answerOf } from './gateway-client.js';

/** The part of a namespace of socket.io that tells of its clients. */
interface Namespace {
  on(event: 'connection', listener: (client: object) => void): unknown;
}

/** The part of a client of socket.io that a middleware needs. */
interface ConnectingClient {
  readonly nsp: Namespace;
}

/** A middleware for `io.use()` of socket.io. */
type Middleware = (client: object, next: (error?: Error) => void) => void;

/**
 * Makes a middleware that refuses clients before they connect.
 *
 * @param authenticate rejects with the refusal of a client
 * @param connected is called with each client that has connected. socket.io skips
 * the middleware for a connection that it recovers.
 */
export function socketIoMiddleware(
  authenticate: (client: object) => Promise<unknown>,
  connected: (client: object) => void,
): Middleware {
  const followed = new WeakSet<Namespace>();
  return (client, next) => {
    const { nsp } = client as ConnectingClient;
    if (!followed.has(nsp)) {
      followed.add(nsp);
      nsp.on('connection', connected);
    }
    // In a turn of its own, because an error of later middleware is no refusal.
    const end = (error?: Error): void => void setImmediate(next, error);
    authenticate(client).then(
      () => end(),
      (error: unknown) => end(connectErrorOf(answerableError(error))),
    );
  };
}

/** Makes the error whose `message` and `data` the client gets. */
function connectErrorOf(refusal: Error): Error {
  const { status: _, ...data } = answerOf(refusal);
  const { message } = data;
  return Object.assign(
    new Error(typeof message === 'string' ? message : undefined),
    { data },
  );
}
