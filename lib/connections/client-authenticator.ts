import { Inject, Injectable } from '@nestjs/common';
import { Authenticator } from '../authentication/authenticator.js';
import { CognitoUnauthorizedException } from '../errors/exceptions.js';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
} from '../options/resolved-options.js';
import {
  authenticationOf,
  setAuthentication,
  type Authentication,
} from '../request/request-authentication.js';
import { carrierOfClient } from '../request/ws.transport.js';

/** Authenticates the clients of gateways, without a context. */
@Injectable()
export class ClientAuthenticator {
  constructor(
    @Inject(RESOLVED_OPTIONS) private readonly options: ResolvedOptions,
    private readonly authenticator: Authenticator,
  ) {}

  /** Returns the authentication of a client, made by the guard or this class. */
  of(client: object): Authentication | undefined {
    return authenticationOf(client, this.authenticator);
  }

  /** @throws CognitoAuthException if the client is refused or has no token. */
  async authenticate(client: object): Promise<Authentication> {
    const authentication = await this.authenticator.authenticateConnection(
      client,
      carrierOfClient(client, this.options.connections),
    );
    return authentication ?? refuse('token_missing');
  }

  /**
   * Replaces the token of a client by one of the same user.
   *
   * @throws CognitoAuthException if the token is refused.
   */
  async renew(client: object, token: unknown): Promise<Authentication> {
    // A message can hold any value.
    if (typeof token !== 'string' || token === '') {
      return refuse('token_missing');
    }
    const earlier = this.of(client) ?? refuse('user_refused');
    const carrier = carrierOfClient(client, this.options.connections);
    const renewed = await this.authenticator.authenticate(carrier, token);
    if (renewed === undefined || !isOfSameUser(renewed, earlier)) {
      return refuse('user_refused');
    }
    setAuthentication(client, renewed);
    return renewed;
  }
}

function isOfSameUser(one: Authentication, other: Authentication): boolean {
  return (
    one.user.sub === other.user.sub &&
    one.user.userPoolId === other.user.userPoolId
  );
}

function refuse(code: 'token_missing' | 'user_refused'): never {
  throw new CognitoUnauthorizedException(code);
}
