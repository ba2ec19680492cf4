import { Inject, Injectable } from '@nestjs/common';
import { CognitoUnauthorizedException } from '../errors/exceptions.js';
import { KeySets } from '../keys/key-sets.js';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
} from '../options/resolved-options.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import {
  isStrictlyEncoded,
  readUnverified,
} from '../token/unverified-token.js';
import { CognitoStrategy } from './cognito.strategy.js';
import { HeaderCache, type Issuer, type Signer } from './header-cache.js';
import {
  VerifiedTokenCache,
  type VerifiedToken,
} from './verified-token-cache.js';

/** Verifies tokens of every configured issuer. */
@Injectable()
export class TokenVerifier {
  private readonly issuers: ReadonlyMap<unknown, Issuer>;
  private readonly maxTokenLength: number;
  private readonly cache: VerifiedTokenCache | undefined;
  private readonly headers: HeaderCache;

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
    this.headers = new HeaderCache(this.issuers.size);
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
    const likely = this.headers.signerOf(token);
    if (likely !== undefined && isStrictlyEncoded(token)) {
      try {
        return await verifyWith(likely, token);
      } catch (error) {
        // The token's own issuer decides: another may sign with the same header.
        const { issuer } = readUnverified(token);
        if (this.issuers.get(issuer) === likely.issuer) {
          throw error;
        }
      }
    }
    const signer = await this.findSigner(token);
    const verified = await verifyWith(signer, token);
    this.headers.remember(token, signer);
    return verified;
  };

  private async findSigner(token: string): Promise<Signer> {
    const { kid, issuer: name } = readUnverified(token);
    // Before any key is looked up: a forged issuer must not cost a fetch.
    const issuer = this.issuers.get(name);
    if (issuer === undefined) {
      throw new CognitoUnauthorizedException('issuer_unknown');
    }
    const key = issuer.keys.get(kid) ?? (await issuer.keys.find(kid));
    if (key === undefined) {
      // The answer to a wrong signature: which key ids exist is not for callers.
      throw new CognitoUnauthorizedException('signature_invalid');
    }
    return { issuer, kid, key };
  }
}

async function verifyWith(
  { issuer: { strategy, keys }, kid, key }: Signer,
  token: string,
): Promise<VerifiedToken> {
  const { user, validity } = await strategy.verify(token, key);
  return { user, validity, key, kid, keys };
}
