import { Inject, Injectable } from '@nestjs/common';
import { CognitoUnauthorizedException } from '../challenge/exceptions.js';
import { KeySets } from '../keys/key-sets.js';
import type { KeySource } from '../keys/key-source.js';
import { SETTINGS, type CognitoAuthSettings } from '../options/settings.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import { readUnverified } from '../token/unverified-token.js';
import { CognitoStrategy } from './cognito.strategy.js';

/** Who verifies the tokens of an issuer, and with which keys. */
interface IssuerVerification {
  readonly strategy: Pick<CognitoStrategy, 'verify'>;
  readonly keys: KeySource;
}

/**
 * Verifies tokens where no guard reaches: WebSocket handshakes, queues,
 * middleware. The guard asks it too, so the checks are the same.
 *
 * @example
 * ```ts
 * constructor(private readonly verifier: CognitoVerifier) {}
 *
 * async handleConnection(client: Socket) {
 *   const user = await this.verifier.verify(client.handshake.auth.token);
 * }
 * ```
 */
@Injectable()
export class CognitoVerifier {
  private readonly issuers: ReadonlyMap<unknown, IssuerVerification>;
  private readonly maxTokenLength: number;

  constructor(
    @Inject(SETTINGS) settings: CognitoAuthSettings,
    @Inject(KeySets) keySets: KeySets,
  ) {
    this.maxTokenLength = settings.maxTokenLength;
    this.issuers = new Map(
      settings.userPools.flatMap((pool) => {
        const strategy = new CognitoStrategy(pool);
        return pool.issuers.map(
          ({ issuer, jwksUri }) =>
            [issuer, { strategy, keys: keySets.of(pool, jwksUri) }] as const,
        );
      }),
    );
  }

  /**
   * Verifies a token and returns the principal, deeply frozen. What a route
   * requires beyond that, and the option `validate`, are not part of it.
   *
   * @throws CognitoUnauthorizedException for a token that is refused
   * @throws CognitoUnavailableException where there is no key to decide with
   */
  async verify(token: string): Promise<CognitoUser> {
    const { kid, issuer } = readUnverified(token, this.maxTokenLength);
    // Before any key is looked up: a forged issuer must not cost a fetch.
    const verification = this.issuers.get(issuer);
    if (verification === undefined) {
      throw new CognitoUnauthorizedException('issuer_unknown');
    }
    const { strategy, keys } = verification;
    const key = keys.get(kid) ?? (await keys.find(kid));
    if (key === undefined) {
      // The answer to a wrong signature: which key ids exist is not for callers.
      throw new CognitoUnauthorizedException('signature_invalid');
    }
    return strategy.verify(token, key);
  }
}
