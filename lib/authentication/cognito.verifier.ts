import { Inject, Injectable } from '@nestjs/common';
import { CognitoUnauthorizedException } from '../errors/exceptions.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import { TokenVerifier } from './token-verifier.js';

/**
 * Verifies tokens where Nest runs no guard: WebSocket handshakes, queues and
 * middleware. It shares its checks, exceptions and cache with `CognitoGuard`.
 *
 * Nest neither awaits nor catches `handleConnection`. Catch every rejection
 * there, because it would end the process. Then disconnect, because the socket
 * stays open otherwise. A message can arrive before `handleConnection` has
 * finished, so each handler must check for the user.
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
  // Not in a constructor, which would put an internal class into the public types.
  @Inject(TokenVerifier)
  private readonly verifier!: TokenVerifier;

  /**
   * Verifies a token and returns the principal, deeply frozen. It checks no
   * requirement of a route and does not call the option `validate`.
   *
   * @throws CognitoUnauthorizedException if the token is refused or missing
   * @throws CognitoUnavailableException if no key set is available to decide
   */
  async verify(token: string): Promise<CognitoUser> {
    // A handshake or a message can hold any value, whatever its type says.
    const given: unknown = token;
    if (typeof given !== 'string' || given === '') {
      throw new CognitoUnauthorizedException('token_missing');
    }
    const { user } = await this.verifier.verify(given);
    return user;
  }
}
