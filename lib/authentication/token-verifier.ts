import { Inject, Injectable } from '@nestjs/common';
import { CognitoUnauthorizedException } from '../errors/exceptions.js';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
} from '../options/resolved-options.js';
import { RevocationMirror } from '../revocation/revocation-mirror.js';
import {
  isStrictlyEncoded,
  readUnverified,
} from '../token/unverified-token.js';
import { HeaderCache, type Signer } from './header-cache.js';
import { Issuers } from './issuers.js';
import { VerifiedToken } from './verified-token.js';
import { VerifiedTokenCache } from './verified-token-cache.js';

/** Verifies tokens of every configured issuer. */
@Injectable()
export class TokenVerifier {
  private readonly maxTokenLength: number;
  private readonly cache: VerifiedTokenCache | undefined;
  private readonly headers: HeaderCache;

  constructor(
    @Inject(RESOLVED_OPTIONS) options: ResolvedOptions,
    private readonly issuers: Issuers,
    private readonly revocations: RevocationMirror,
  ) {
    const { maxTokenLength, tokenCache } = options;
    this.maxTokenLength = maxTokenLength;
    this.cache = tokenCache
      ? new VerifiedTokenCache(tokenCache.maxEntries)
      : undefined;
    this.headers = new HeaderCache(issuers.maxSize);
  }

  /**
   * Verifies a token. It returns a promise only if the token is not in the cache.
   *
   * @throws CognitoAuthException if the token is refused, or no key is available.
   */
  verify(token: string): VerifiedToken | Promise<VerifiedToken> {
    // Checked first, because hashing a token costs more the longer the token is.
    if (token.length > this.maxTokenLength) {
      throw new CognitoUnauthorizedException('token_malformed');
    }
    const verified = this.cache
      ? this.cache.find(token, this.verifyUncached)
      : this.verifyUncached(token);
    if (verified instanceof VerifiedToken) {
      this.revocations.check(verified.user);
    }
    return verified;
  }

  /** Returns whether to verify a token again would have the same result. */
  isStillValid(verified: VerifiedToken): boolean {
    return verified.isStillValid() && !this.revocations.refuses(verified.user);
  }

  /** Returns whether a verified token was revoked since. */
  isRevoked({ user }: VerifiedToken): boolean {
    return this.revocations.isRevoked(user);
  }

  private readonly verifyUncached = async (
    token: string,
  ): Promise<VerifiedToken> => {
    const likely = this.headers.signerOf(token);
    if (likely !== undefined && isStrictlyEncoded(token)) {
      try {
        return await this.verifyWith(likely, token);
      } catch (error) {
        // Another issuer may use the same header. The failure is final only if
        // the token names the issuer it was verified with.
        const { issuer } = readUnverified(token);
        if (this.issuers.known(issuer) === likely.issuer) {
          throw error;
        }
      }
    }
    const signer = await this.findSigner(token);
    const verified = await this.verifyWith(signer, token);
    this.headers.remember(token, signer);
    return verified;
  };

  private async findSigner(token: string): Promise<Signer> {
    const { kid, issuer: name } = readUnverified(token);
    // Checked before the key, because a forged issuer must not cause a request.
    const issuer = this.issuers.known(name) ?? (await this.issuers.find(name));
    if (issuer === undefined) {
      throw new CognitoUnauthorizedException('issuer_unknown');
    }
    const key = issuer.keys.get(kid) ?? (await issuer.keys.find(kid));
    if (key === undefined) {
      // The same code as for a wrong signature, so that no caller learns which
      // key ids exist.
      throw new CognitoUnauthorizedException('signature_invalid');
    }
    return { issuer, kid, key };
  }

  private async verifyWith(
    { issuer: { strategy, keys }, kid, key }: Signer,
    token: string,
  ): Promise<VerifiedToken> {
    const verified = await strategy.verify(token, key);
    this.revocations.check(verified.user);
    return new VerifiedToken(verified, key, kid, keys);
  }
}
