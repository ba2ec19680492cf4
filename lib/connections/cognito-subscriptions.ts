import { HttpException, Inject, Injectable, Logger } from '@nestjs/common';
import { Authenticator } from '../authentication/authenticator.js';
import {
  CognitoUnauthorizedException,
  isCognitoAuthException,
} from '../errors/exceptions.js';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
} from '../options/resolved-options.js';
import {
  openingOf,
  partsOf,
  type GraphqlOpening,
} from '../request/graphql-connection.js';
import type { Authentication } from '../request/request-authentication.js';
import { UpgradeCarrier } from '../request/upgrade-carrier.js';
import { closeAtEnd } from './expiry-timer.js';
import { forbidden } from './graphql-close-code.js';
import { OpenConnections } from './open-connections.js';

const logger = new Logger('CognitoAuth');

/**
 * Authenticates the connections of GraphQL subscriptions, on graphql-ws with
 * Apollo and on Mercurius.
 *
 * The guard verifies each operation, but nothing ends a subscription that runs.
 * This closes the connection when the token ends or is revoked, and refuses it before any
 * operation if there is no good token. The close code is 4403, and the reason is
 * the `code` of the refusal. Clients of graphql-ws connect again after 4403, but
 * never after 4401.
 *
 * @example
 * ```ts
 * GraphQLModule.forRootAsync<ApolloDriverConfig>({
 *   driver: ApolloDriver,
 *   inject: [CognitoSubscriptions],
 *   useFactory: ({ onConnect }: CognitoSubscriptions) => ({
 *     subscriptions: { 'graphql-ws': { onConnect } },
 *   }),
 * });
 * ```
 */
@Injectable()
export class CognitoSubscriptions {
  // Not in a constructor, which would put internal classes into the public types.
  @Inject(Authenticator)
  private readonly authenticator!: Authenticator;

  @Inject(RESOLVED_OPTIONS)
  private readonly options!: ResolvedOptions;

  @Inject(OpenConnections)
  private readonly open!: OpenConnections;

  /** The end of the token with which a connection goes on, and its timer. */
  private readonly ends = new WeakMap<
    object,
    { readonly validUntil: number; readonly cancel: () => void }
  >();

  /**
   * Admits a connection, or closes it. Give it to `subscriptions['graphql-ws']`
   * of Apollo, or to `subscription` of Mercurius. Mercurius hands over its socket
   * as `this`, so do not wrap it there.
   *
   * With `connections.onExpiry: 'refuse'`, the connection stays open when its
   * token ends, and the guard refuses its later operations.
   *
   * It never rejects. A connection is also refused if `validate` refuses.
   */
  readonly onConnect: (this: unknown, connection: unknown) => Promise<boolean>;

  constructor() {
    const admit = (opening: GraphqlOpening | undefined): Promise<boolean> =>
      this.admit(opening);
    this.onConnect = function (connection) {
      return admit(openingOf(this, connection));
    };
  }

  private async admit(opening: GraphqlOpening | undefined): Promise<boolean> {
    if (opening === undefined) {
      logger.error(
        'CognitoSubscriptions.onConnect got no socket. Give Mercurius the ' +
          'property itself: subscription: { onConnect: subscriptions.onConnect }',
      );
      return false;
    }
    try {
      const found = await this.authenticate(opening);
      this.closeAtEnd(opening, found);
      this.open.followSocket(opening.socket, found);
      return true;
    } catch (error) {
      opening.socket.close(forbidden, reasonOf(error));
      return false;
    }
  }

  private async authenticate({
    connection,
  }: GraphqlOpening): Promise<Authentication> {
    const carrier = new UpgradeCarrier(
      'graphql',
      ...partsOf(connection),
      this.options.connections,
    );
    const found = await this.authenticator.authenticateConnection(
      connection,
      carrier,
    );
    if (found === undefined) {
      throw new CognitoUnauthorizedException('token_missing');
    }
    return found;
  }

  /** A client of Mercurius may connect twice on one socket. The first end counts. */
  private closeAtEnd(
    { socket }: GraphqlOpening,
    authentication: Authentication,
  ): void {
    const { validUntil } = authentication;
    const known = this.ends.get(socket);
    if (
      this.options.connections.onExpiry === 'refuse' ||
      socket.readyState !== socket.OPEN ||
      (known !== undefined && known.validUntil <= validUntil)
    ) {
      return;
    }
    known?.cancel();
    const cancel = closeAtEnd(authentication, () =>
      socket.close(forbidden, 'token_expired'),
    );
    this.ends.set(socket, { validUntil, cancel });
    socket.once('close', cancel);
  }
}

/** Returns the reason of a close frame, which has at most 123 bytes. */
function reasonOf(error: unknown): string {
  if (!(error instanceof HttpException)) {
    logger.error(error);
  }
  return isCognitoAuthException(error) ? error.code : 'Forbidden';
}
