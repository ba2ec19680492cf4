import { Inject, Injectable } from '@nestjs/common';
import { CognitoUnauthorizedException } from '../errors/exceptions.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import { TokenVerifier } from './token-verifier.js';

/**
 * Verifies tokens where Nest runs no guard, such as middleware, jobs and scripts.
 * It shares its checks, exceptions and cache with `CognitoGuard`.
 *
 * Do not use it in `handleConnection` of a gateway. Nest neither awaits nor catches
 * that method, so a rejection would end the process. `CognitoConnections` never
 * rejects there. It also calls `validate`, and closes the connection in time.
 *
 * @example
 * ```ts
 * constructor(private readonly verifier: CognitoVerifier) {}
 *
 * async run(job: { token: string }) {
 *   const { sub } = await this.verifier.verify(job.token);
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
    // A job or a message can hold any value, whatever its type says.
    const given: unknown = token;
    if (typeof given !== 'string' || given === '') {
      throw new CognitoUnauthorizedException('token_missing');
    }
    const { user } = await this.verifier.verify(given);
    return user;
  }
}
