import { Inject, Injectable } from '@nestjs/common';
import { CognitoUnauthorizedException } from '../errors/exceptions.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import { TokenVerifier } from './token-verifier.js';

/**
 * Verifies tokens where no guard reaches: WebSocket handshakes, queues,
 * middleware. The checks, the exceptions and the cache are the guard's.
 *
 * Nest neither awaits nor catches `handleConnection`. A rejection there ends the
 * process, and one that is only swallowed leaves the socket open: catch it and
 * disconnect. Messages may come before `handleConnection` has finished, so each
 * handler looks for the user.
 *
 * @example
 * ```ts
 * constructor(private readonly verifier: CognitoVerifier) {}
 *
 * async handleConnection(client: Socket) {
 *   try {
 *     client.data.user = await this.verifier.verify(client.handshake.auth.token);
 *   } catch {
 *     client.disconnect(true);
 *   }
 * }
 *
 * @SubscribeMessage('say')
 * say(@ConnectedSocket() client: Socket, @MessageBody() text: string) {
 *   if (client.data.user === undefined) {
 *     throw new WsException('Not signed in');
 *   }
 *   return { event: 'said', data: text };
 * }
 * ```
 */
@Injectable()
export class CognitoVerifier {
  // A property: a constructor would put an internal class into the public types.
  @Inject(TokenVerifier)
  private readonly verifier!: TokenVerifier;

  /**
   * Verifies a token and returns the principal, deeply frozen. What a route
   * requires beyond that, and the option `validate`, are not part of it.
   *
   * @throws CognitoUnauthorizedException for a token that is refused, or none
   * @throws CognitoUnavailableException where there is no key to decide with
   */
  async verify(token: string): Promise<CognitoUser> {
    // Out of a handshake or a message comes anything, whatever its type says.
    const given: unknown = token;
    if (typeof given !== 'string' || given === '') {
      throw new CognitoUnauthorizedException('token_missing');
    }
    return this.verifier.verify(given);
  }
}
