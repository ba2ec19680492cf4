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
