import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { answerableError } from '../errors/answerable-error.js';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
} from '../options/resolved-options.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import { setUpgradeRequest } from '../request/upgrade-requests.js';
import { refusalFor } from '../request/ws.transport.js';
import { ClientAuthenticator } from './client-authenticator.js';
import { ConnectionEnds } from './connection-ends.js';
import { isOpen, refuseClient, type GatewayClient } from './gateway-client.js';
import { OpenConnections } from './open-connections.js';
import { socketIoMiddleware } from './socket-io-middleware.js';

/**
 * Authenticates the clients of WebSocket gateways when they connect, on socket.io
 * and on `ws`. Nest runs no guard for `handleConnection`.
 *
 * The caller of a connection is kept with it. `CognitoGuard` finds that caller for
 * each message, so the signature is verified once.
 *
 * @example
 * ```ts
 * constructor(private readonly connections: CognitoConnections) {}
 *
 * async handleConnection(client: Socket) {
 *   const user = await this.connections.admit(client);
 *   if (user) {
 *     await client.join(user.sub);
 *   }
 * }
 *
 * @Public()
 * @SubscribeMessage('renew')
 * async renew(@ConnectedSocket() client: Socket, @MessageBody() token: string) {
 *   const { expiresAt } = await this.connections.renew(client, token);
 *   return { event: 'renewed', data: expiresAt };
 * }
 * ```
 */
@Injectable()
export class CognitoConnections {
  // Not in a constructor, which would put internal classes into the public types.
  @Inject(ClientAuthenticator)
  private readonly clients!: ClientAuthenticator;

  @Inject(RESOLVED_OPTIONS)
  private readonly options!: ResolvedOptions;

  @Inject(OpenConnections)
  private readonly open!: OpenConnections;

  private readonly ends = new ConnectionEnds();

  /**
   * Authenticates a client that connects. It never rejects, because Nest does not
   * catch what `handleConnection` throws.
   *
   * A client that is refused gets the event `exception`, and its connection is
   * closed. The close code of a `ws` client is 4400, 4401, 4403 or 1013 (for 503),
   * and the reason is the `code` of the refusal.
   *
   * With `connections.onExpiry: 'close'`, the connection also closes when its
   * token ends. The client gets `exception` with `token_expired` first. If the
   * token is revoked, the connection closes at once, with `token_revoked`.
   *
   * @param client the client that `handleConnection` gets
   * @param request the second argument of `handleConnection` for `ws`: the upgrade
   * request. Only a gateway on a port of its own needs it.
   * @returns the principal, or what the option `validate` returned; `undefined` if
   * the client was refused or has gone
   */
  async admit<T = CognitoUser>(
    client: object,
    request?: IncomingMessage,
  ): Promise<T | undefined> {
    const connected = client as GatewayClient;
    try {
      if (request) {
        setUpgradeRequest(client, request);
      }
      const authentication = await this.clients.authenticate(client);
      if (!isOpen(connected)) {
        return undefined;
      }
      if (this.options.connections.onExpiry === 'close') {
        this.ends.closeAtEndOf(connected, authentication);
      }
      this.open.followClient(connected, () => this.clients.of(client));
      return isOpen(connected) ? (authentication.requestUser as T) : undefined;
    } catch (error) {
      refuseClient(connected, answerableError(error));
      return undefined;
    }
  }

  /**
   * Gives a connection a new token of the same `sub` and user pool. The end of that
   * token replaces the old end. If the token is refused, the old one stays.
   *
   * Make the handler for the message `@Public()`. A guard would refuse it once the
   * old token has ended.
   *
   * @returns the principal, or what the option `validate` returned
   * @throws WsException if the token is refused. An exception filter for
   * `CognitoAuthException` catches it.
   */
  async renew<T = CognitoUser>(client: object, token: string): Promise<T> {
    try {
      const authentication = await this.clients.renew(client, token);
      this.ends.move(client as GatewayClient, authentication);
      this.open.closeIfRevoked(client);
      return authentication.requestUser as T;
    } catch (error) {
      throw refusalFor(client, answerableError(error));
    }
  }

  /**
   * Returns the principal of a connection, or what the option `validate` returned.
   * It returns `undefined` if the token has ended, or its key is no longer trusted.
   */
  userOf<T = CognitoUser>(client: object): T | undefined {
    const authentication = this.clients.of(client);
    return authentication?.isStillValid()
      ? (authentication.requestUser as T)
      : undefined;
  }

  /**
   * Returns a middleware for `io.use()` of socket.io. A client that is refused does
   * not connect. It gets `connect_error`, whose `data` is the body of the refusal.
   * Clients that connect are admitted as by `admit()`.
   */
  socketIoMiddleware(): (
    client: object,
    next: (error?: Error) => void,
  ) => void {
    return socketIoMiddleware(
      (client) => this.clients.authenticate(client),
      (client) => void this.admit(client),
    );
  }
}
