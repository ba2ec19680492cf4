import { Inject, Injectable } from '@nestjs/common';
import { CognitoUnauthorizedException } from '../challenge/exceptions.js';
import { KeySets } from '../keys/key-sets.js';
import type { KeySource } from '../keys/key-source.js';
import {
  SETTINGS,
  type CognitoAuthSettings,
  type UserPoolSettings,
} from '../options/settings.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import { validityOf } from '../token/check-claims.js';
import { readUnverified } from '../token/unverified-token.js';
import { CognitoStrategy } from './cognito.strategy.js';
import { VerifiedTokens } from './verified-tokens.js';

/** Who verifies the tokens of an issuer, and with which keys. */
interface Issuer {
  readonly pool: UserPoolSettings;
  readonly strategy: CognitoStrategy;
  readonly keys: KeySource;
}

/** From a token to the principal: recalled, or verified now. */
@Injectable()
export class TokenVerification {
  private readonly issuers: ReadonlyMap<unknown, Issuer>;
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
      userPools.flatMap((pool) => {
        const strategy = new CognitoStrategy(pool);
        return pool.issuers.map(({ issuer, jwksUri }) => {
          const keys = keySets.of(pool, jwksUri);
          return [issuer, { pool, strategy, keys }] as const;
        });
      }),
    );
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
    const { kid, issuer } = readUnverified(token);
    // Before any key is looked up: a forged issuer must not cost a fetch.
    const found = this.issuers.get(issuer);
    if (found === undefined) {
      throw new CognitoUnauthorizedException('issuer_unknown');
    }
    const { pool, strategy, keys } = found;
    const key = keys.get(kid) ?? (await keys.find(kid));
    if (key === undefined) {
      // The answer to a wrong signature: which key ids exist is not for callers.
      throw new CognitoUnauthorizedException('signature_invalid');
    }
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
