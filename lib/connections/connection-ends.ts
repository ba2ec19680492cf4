import { CognitoUnauthorizedException } from '../errors/exceptions.js';
import type { Authentication } from '../request/request-authentication.js';
import { closeAtEnd } from './expiry-timer.js';
import {
  onceClosed,
  refuseClient,
  type GatewayClient,
} from './gateway-client.js';

/** Closes connections when their token ends. */
export class ConnectionEnds {
  /** Functions that stop the timer of a client that has one. */
  private readonly stops = new WeakMap<GatewayClient, () => void>();

  /** Closes the connection of a client at the end of its token. */
  closeAtEndOf(client: GatewayClient, authentication: Authentication): void {
    if (this.stops.has(client)) {
      this.move(client, authentication);
      return;
    }
    this.start(client, authentication);
    onceClosed(client, () => {
      this.stops.get(client)?.();
      this.stops.delete(client);
    });
  }

  /** Moves the end of a connection, if it has one. */
  move(client: GatewayClient, authentication: Authentication): void {
    const stop = this.stops.get(client);
    if (stop) {
      stop();
      this.start(client, authentication);
    }
  }

  private start(client: GatewayClient, authentication: Authentication): void {
    const close = (): void =>
      refuseClient(client, new CognitoUnauthorizedException('token_expired'));
    this.stops.set(client, closeAtEnd(authentication, close));
  }
}
