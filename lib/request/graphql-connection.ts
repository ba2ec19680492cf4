import { IncomingMessage } from 'node:http';
import type { UpgradeRequest } from './upgrade-carrier.js';

/**
 * The connection of GraphQL subscriptions. It has the form of graphql-ws, which
 * calls it `Context`.
 */
export interface GraphqlConnection {
  readonly connectionParams?: unknown;
  readonly extra?: { readonly request?: UpgradeRequest | undefined };
}

/** A request of Express or Fastify that became a WebSocket. */
export interface UpgradedRequest extends UpgradeRequest {
  /** Only Fastify has it. */
  readonly ws?: boolean;
  /** Only Fastify has it. */
  readonly raw?: UpgradeRequest & { readonly upgrade?: boolean };
  /** Node sets it only if a server accepts upgrades. */
  readonly upgrade?: boolean;
}

/** A connection of Mercurius, which has no object of its own for it. */
class MercuriusConnection implements GraphqlConnection {
  readonly extra: GraphqlConnection['extra'];

  constructor(
    request: UpgradedRequest,
    readonly connectionParams: unknown,
  ) {
    this.extra = { request: request.raw };
  }
}

const connections = new WeakMap<object, MercuriusConnection>();

/**
 * Returns the connection of Mercurius for an upgrade request. It is another one
 * if the client has sent other connection parameters since.
 */
export function connectionOfMercurius(
  request: UpgradedRequest,
  connectionParams: unknown,
): GraphqlConnection {
  const known = connections.get(request);
  if (known?.connectionParams === connectionParams && known !== undefined) {
    return known;
  }
  const connection = new MercuriusConnection(request, connectionParams);
  connections.set(request, connection);
  return connection;
}

/** Returns whether a request became a WebSocket. */
export function isUpgraded({ ws, raw, upgrade }: UpgradedRequest): boolean {
  return ws === true || (raw?.upgrade ?? upgrade) === true;
}

/** Returns whether the holder of an authentication is a connection. */
export function isConnection(
  holder: object,
): holder is GraphqlConnection | UpgradedRequest {
  // Up to Node 22, each property that a request of Express lacks costs about 1 µs.
  if (holder instanceof IncomingMessage) {
    return (holder as UpgradedRequest).upgrade === true;
  }
  return (
    holder instanceof MercuriusConnection ||
    'connectionInitReceived' in holder ||
    isUpgraded(holder)
  );
}

/** Returns the upgrade request of a connection, and its connection parameters. */
export function partsOf(
  connection: GraphqlConnection | UpgradedRequest,
): [request: UpgradeRequest | undefined, connectionParams: unknown] {
  return 'extra' in connection
    ? [connection.extra?.request, connection.connectionParams]
    : [connection as UpgradedRequest, undefined];
}

/** The socket of a connection, of the package `ws`. */
interface Socket {
  readonly readyState: number;
  readonly OPEN: number;
  close(code: number, reason: string): void;
  once(event: 'close', listener: () => void): unknown;
}

/** A connection that waits to be admitted, with its socket. */
export interface GraphqlOpening {
  readonly connection: GraphqlConnection;
  readonly socket: Socket;
}

/** The object on which Mercurius calls `onConnect`. */
interface MercuriusReceiver {
  readonly socket?: unknown;
  readonly context?: { readonly request?: UpgradedRequest };
}

/**
 * Finds the connection for which `onConnect` was called. The argument of graphql-ws
 * is the connection. That of Mercurius is a message of the client, so only its
 * payload is read.
 *
 * @param receiver the value of `this`
 */
export function openingOf(
  receiver: unknown,
  argument: unknown,
): GraphqlOpening | undefined {
  const { socket, context } = (receiver ?? {}) as MercuriusReceiver;
  if (isSocket(socket) && context?.request) {
    const { payload } = argument as { readonly payload?: unknown };
    const connection = connectionOfMercurius(context.request, payload);
    return { connection, socket };
  }
  const connection = (argument ?? {}) as GraphqlConnection & {
    readonly extra?: { readonly socket?: unknown };
  };
  const found = connection.extra?.socket;
  return isSocket(found) ? { connection, socket: found } : undefined;
}

/** No message of a client has functions, so that none looks like a socket. */
function isSocket(value: unknown): value is Socket {
  const { close, once } = (value ?? {}) as Partial<Socket>;
  return typeof close === 'function' && typeof once === 'function';
}
