import { Inject, Injectable } from '@nestjs/common';
import { CognitoUnauthorizedException } from '../challenge/exceptions.js';
import { KeySets } from '../keys/key-sets.js';
import { SETTINGS, type CognitoAuthSettings } from '../options/settings.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import { validityOf } from '../token/check-claims.js';
import {
  isStrictlyEncoded,
  readUnverified,
} from '../token/unverified-token.js';
import { CognitoStrategy } from './cognito.strategy.js';
import { KnownSigners, type Issuer, type Signer } from './known-signers.js';
import { VerifiedTokens } from './verified-tokens.js';

/** From a token to the principal: recalled, or verified now. */
@Injectable()
export class TokenVerification {
  private readonly issuers: ReadonlyMap<unknown, Issuer>;
  private readonly knownSigners: KnownSigners;
  private readonly maxTokenLength: number;
  private readonly verifiedTokens: VerifiedTokens | undefined;

  constructor(
    @Inject(SETTINGS) settings: CognitoAuthSettings,
    keySets: KeySets,
  ) {
    const { userPools, maxTokenLength, tokenCache } = settings;
    this.maxTokenLength = maxTokenLength;
    this.verifiedTokens = tokenCache
      ? new VerifiedTokens(tokenCache.maxEntries)
      : undefined;
    this.issuers = new Map(
      userPools.flatMap((pool) =>
        pool.issuers.map(({ issuer, jwksUri }) => {
          const strategy = new CognitoStrategy(pool, issuer);
          const keys = keySets.of(pool, jwksUri);
          return [issuer, { pool, strategy, keys }] as const;
        }),
      ),
    );
    this.knownSigners = new KnownSigners(this.issuers.size);
  }

  /**
   * The principal of a token that was seen before, at once; `undefined` for one
   * that must be verified.
   */
  recall(token: string): CognitoUser | undefined {
    // What is too long must not even be hashed.
    return token.length > this.maxTokenLength
      ? undefined
      : this.verifiedTokens?.recall(token);
  }

  /**
   * Verifies a token.
   *
   * @throws CognitoAuthException
   */
  async verify(token: string): Promise<CognitoUser> {
    if (token.length > this.maxTokenLength) {
      throw new CognitoUnauthorizedException('token_malformed');
    }
    const known = this.knownSigners.of(token);
    if (known !== undefined && isStrictlyEncoded(token)) {
      try {
        return await this.verifyAs(known, token);
      } catch (error) {
        // What the token says of itself decides what it is refused for, and
        // whether another issuer signs with the same header.
        const { issuer } = readUnverified(token);
        if (this.issuers.get(issuer) === known.issuer) {
          throw error;
        }
      }
    }
    const signer = await this.findSigner(token);
    const user = await this.verifyAs(signer, token);
    this.knownSigners.remember(token, signer);
    return user;
  }

  private async findSigner(token: string): Promise<Signer> {
    const { kid, issuer: name } = readUnverified(token);
    // Before any key is looked up: a forged issuer must not cost a fetch.
    const issuer = this.issuers.get(name);
    if (issuer === undefined) {
      throw new CognitoUnauthorizedException('issuer_unknown');
    }
    const { keys } = issuer;
    const key = keys.get(kid) ?? (await keys.find(kid));
    if (key === undefined) {
      // The answer to a wrong signature: which key ids exist is not for callers.
      throw new CognitoUnauthorizedException('signature_invalid');
    }
    return { issuer, kid, key };
  }

  private async verifyAs(
    { issuer: { pool, strategy, keys }, kid, key }: Signer,
    token: string,
  ): Promise<CognitoUser> {
    const user = await strategy.verify(token, key);
    this.verifiedTokens?.remember(token, {
      user,
      validity: validityOf(user.claims, pool),
      key,
      kid,
      keys,
    });
    return user;
  }
}
