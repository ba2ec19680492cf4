import type { IncomingMessage } from 'node:http';
import type { UpgradeRequest } from './upgrade-carrier.js';

/** A client of the package `ws`, with the socket that it was made from. */
interface SocketOwner {
  readonly _socket?: object;
}

/** The part of an HTTP server that tells of requests for an upgrade. */
export interface UpgradeServer {
  prependListener?(
    event: 'upgrade',
    listener: (request: IncomingMessage, socket: object) => void,
  ): unknown;
}

/** The upgrade requests by their socket, and by their client. */
const requests = new WeakMap<object, UpgradeRequest>();

/**
 * Remembers the upgrade requests of a server. The package `ws` gives a client no
 * reference to it, and Nest hands it to `handleConnection` only.
 */
export function rememberUpgrades(server: UpgradeServer | undefined): void {
  server?.prependListener?.('upgrade', (request, socket) => {
    requests.set(socket, request);
  });
}

/** Remembers the upgrade request of a client, as `handleConnection` gets it. */
export function setUpgradeRequest(
  client: object,
  request: UpgradeRequest,
): void {
  requests.set(client, request);
}

/** Returns the upgrade request of a client of the package `ws`. */
export function upgradeRequestOf(client: object): UpgradeRequest | undefined {
  const { _socket: socket } = client as SocketOwner;
  return requests.get(client) ?? (socket && requests.get(socket));
}
