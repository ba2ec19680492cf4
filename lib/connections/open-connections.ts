import { Injectable } from '@nestjs/common';
import { CognitoUnauthorizedException } from '../errors/exceptions.js';
import type { GraphqlOpening } from '../request/graphql-connection.js';
import type { Authentication } from '../request/request-authentication.js';
import { RevocationMirror } from '../revocation/revocation-mirror.js';
import {
  onceClosed,
  refuseClient,
  type GatewayClient,
} from './gateway-client.js';
import { forbidden } from './graphql-close-code.js';

/** A connection that was admitted, and how to close it. */
interface OpenConnection {
  /** Read anew each time, because a connection can renew its token. */
  readonly authentication: () => Authentication | undefined;
  readonly close: () => void;
}

/** Closes open connections as soon as their tokens are revoked. */
@Injectable()
export class OpenConnections {
  private readonly connections = new Map<object, OpenConnection>();

  constructor(mirror: RevocationMirror) {
    mirror.onChange(() => {
      this.connections.forEach((_, key) => this.closeIfRevoked(key));
    });
  }

  /** Follows a client of a gateway, which can renew its token. */
  followClient(
    client: GatewayClient,
    authentication: OpenConnection['authentication'],
  ): void {
    if (!this.connections.has(client)) {
      onceClosed(client, () => this.connections.delete(client));
    }
    const revoked = new CognitoUnauthorizedException('token_revoked');
    const close = (): void => refuseClient(client, revoked);
    this.follow(client, { authentication, close });
  }

  /**
   * Follows a connection of GraphQL under a key of its own, because a client of
   * Mercurius may connect twice on one socket.
   */
  followSocket(
    socket: GraphqlOpening['socket'],
    authentication: Authentication,
  ): void {
    const key = {};
    socket.once('close', () => this.connections.delete(key));
    this.follow(key, {
      authentication: () => authentication,
      close: () => socket.close(forbidden, 'token_revoked'),
    });
  }

  /** Closes a connection whose token was revoked. */
  closeIfRevoked(key: object): void {
    const connection = this.connections.get(key);
    if (connection?.authentication()?.isRevoked()) {
      this.connections.delete(key);
      connection.close();
    }
  }

  /** The token may have been revoked while the connection was admitted. */
  private follow(key: object, connection: OpenConnection): void {
    this.connections.set(key, connection);
    this.closeIfRevoked(key);
  }
}
