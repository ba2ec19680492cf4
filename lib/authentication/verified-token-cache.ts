import { hash, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { KeySource } from '../keys/key-source.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { Validity } from '../token/check-times.js';

/** A token that passed every check, and what that rests on. */
export interface VerifiedToken {
  readonly user: CognitoUser;
  readonly validity: Validity;
  /** The key that verified it, which must still be that of the key id. */
  readonly key: KeyObject;
  readonly kid: string;
  readonly keys: KeySource;
}

/**
 * Remembers tokens that were verified. A hit is equivalent to verifying again:
 * an entry is used only while the token is inside its validity window and the
 * key set still returns the same key for its `kid`.
 *
 * It keeps the SHA-256 of a token, never the token. It keeps no refusal, so
 * that forged tokens cannot push good ones out.
 */
export class VerifiedTokenCache {
  private readonly entries: LRUCache<string, VerifiedToken>;

  constructor(maxEntries: number) {
    this.entries = new LRUCache({ max: maxEntries });
  }

  /** The principal of a remembered token, else of the token that `verify` verifies. */
  userOf(
    token: string,
    verify: (token: string) => Promise<VerifiedToken>,
  ): CognitoUser | Promise<CognitoUser> {
    const digest = hash('sha256', token, 'base64url');
    const entry = this.entries.get(digest);
    if (entry !== undefined && isGood(entry)) {
      return entry.user;
    }
    this.entries.delete(digest);
    return verify(token).then((verified) => {
      this.entries.set(digest, verified);
      return verified.user;
    });
  }
}

function isGood({ validity, keys, kid, key }: VerifiedToken): boolean {
  const now = Date.now();
  return now < validity.until && now >= validity.from && keys.get(kid) === key;
}
