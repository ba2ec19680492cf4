import { Inject, Injectable } from '@nestjs/common';
import { CognitoUnauthorizedException } from '../errors/exceptions.js';
import { KeySets } from '../keys/key-sets.js';
import type { KeySource } from '../keys/key-source.js';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
} from '../options/resolved-options.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import { readUnverified } from '../token/unverified-token.js';
import { CognitoStrategy } from './cognito.strategy.js';
import {
  VerifiedTokenCache,
  type VerifiedToken,
} from './verified-token-cache.js';

/** An accepted issuer, with the strategy and the signing keys for its tokens. */
interface Issuer {
  readonly strategy: CognitoStrategy;
  readonly keys: KeySource;
}

/** Verifies tokens of every configured issuer. */
@Injectable()
export class TokenVerifier {
  private readonly issuers: ReadonlyMap<unknown, Issuer>;
  private readonly maxTokenLength: number;
  private readonly cache: VerifiedTokenCache | undefined;

  constructor(
    @Inject(RESOLVED_OPTIONS) options: ResolvedOptions,
    keySets: KeySets,
  ) {
    const { userPools, maxTokenLength, tokenCache } = options;
    this.maxTokenLength = maxTokenLength;
    this.cache = tokenCache
      ? new VerifiedTokenCache(tokenCache.maxEntries)
      : undefined;
    this.issuers = new Map(
      userPools.flatMap((pool) =>
        pool.issuers.map(({ issuer, jwksUri }) => {
          const strategy = new CognitoStrategy(pool, issuer);
          return [issuer, { strategy, keys: keySets.of(pool, jwksUri) }];
        }),
      ),
    );
  }

  /**
   * The principal of a token, at once if the token is remembered.
   *
   * @throws CognitoAuthException
   */
  verify(token: string): CognitoUser | Promise<CognitoUser> {
    // A token that is too long must not even be hashed.
    if (token.length > this.maxTokenLength) {
      throw new CognitoUnauthorizedException('token_malformed');
    }
    return this.cache
      ? this.cache.userOf(token, this.verifyAnew)
      : this.verifyAnew(token).then(({ user }) => user);
  }

  private readonly verifyAnew = async (
    token: string,
  ): Promise<VerifiedToken> => {
    const { kid, issuer: name } = readUnverified(token);
    // Before any key is looked up: a forged issuer must not cost a fetch.
    const issuer = this.issuers.get(name);
    if (issuer === undefined) {
      throw new CognitoUnauthorizedException('issuer_unknown');
    }
    const { keys, strategy } = issuer;
    const key = keys.get(kid) ?? (await keys.find(kid));
    if (key === undefined) {
      // The answer to a wrong signature: which key ids exist is not for callers.
      throw new CognitoUnauthorizedException('signature_invalid');
    }
    return { ...(await strategy.verify(token, key)), key, kid, keys };
  };
}
