import { hash, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { KeySource } from '../keys/key-source.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { Validity } from '../token/check-times.js';

/** The principal of a verified token, with all that a cache hit must check again. */
export interface VerifiedToken {
  readonly user: CognitoUser;
  readonly validity: Validity;
  /** The key that verified the token. The key set must still return it for `kid`. */
  readonly key: KeyObject;
  readonly kid: string;
  readonly keys: KeySource;
}

/**
 * Caches verified tokens. A cache hit is equivalent to verifying again. An entry
 * is used only while the token is inside its validity window. The key set must
 * also still return the same key for its `kid`.
 *
 * The cache stores the SHA-256 of a token, never the token. It stores no refusal,
 * so forged tokens cannot evict verified ones.
 */
export class VerifiedTokenCache {
  private readonly entries: LRUCache<string, VerifiedToken>;

  constructor(maxEntries: number) {
    this.entries = new LRUCache({ max: maxEntries });
  }

  /** Returns the principal of a cached token. Otherwise it calls `verify`. */
  userOf(
    token: string,
    verify: (token: string) => Promise<VerifiedToken>,
  ): CognitoUser | Promise<CognitoUser> {
    const digest = hash('sha256', token, 'base64url');
    const entry = this.entries.get(digest);
    if (entry !== undefined && isStillValid(entry)) {
      return entry.user;
    }
    this.entries.delete(digest);
    return verify(token).then((verified) => {
      this.entries.set(digest, verified);
      return verified.user;
    });
  }
}

function isStillValid({ validity, keys, kid, key }: VerifiedToken): boolean {
  const now = Date.now();
  return now < validity.until && now >= validity.from && keys.get(kid) === key;
}
