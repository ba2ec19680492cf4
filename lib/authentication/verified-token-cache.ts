import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { VerifiedToken } from './verified-token.js';

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

  /** Returns what is known of a cached token. Otherwise it calls `verify`. */
  find(
    token: string,
    verify: (token: string) => Promise<VerifiedToken>,
  ): VerifiedToken | Promise<VerifiedToken> {
    const digest = hash('sha256', token, 'base64url');
    const entry = this.entries.get(digest);
    if (entry?.isStillValid()) {
      return entry;
    }
    this.entries.delete(digest);
    return verify(token).then((verified) => {
      this.entries.set(digest, verified);
      return verified;
    });
  }
}
