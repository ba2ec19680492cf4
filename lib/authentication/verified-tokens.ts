import { hash, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { KeySource } from '../keys/key-source.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { Validity } from '../token/check-claims.js';

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
 * The tokens that were verified lately. To ask it is the same as to verify
 * anew: an entry counts only while the token's times are good and its key is
 * the one that the key set would give now, so it goes with a key that is
 * withdrawn, replaced under its id, or no longer to be trusted.
 *
 * No token is kept, only its SHA-256; and no refusal, so that forged tokens
 * cannot push good ones out.
 */
export class VerifiedTokens {
  private readonly entries: LRUCache<string, VerifiedToken>;

  constructor(maxEntries: number) {
    this.entries = new LRUCache({ max: maxEntries });
  }

  recall(token: string): CognitoUser | undefined {
    const digest = digestOf(token);
    const entry = this.entries.get(digest);
    if (entry === undefined || isGood(entry)) {
      return entry?.user;
    }
    this.entries.delete(digest);
    return undefined;
  }

  remember(token: string, verified: VerifiedToken): void {
    this.entries.set(digestOf(token), verified);
  }
}

function digestOf(token: string): string {
  return hash('sha256', token, 'base64url');
}

function isGood({ validity, keys, kid, key }: VerifiedToken): boolean {
  const now = Date.now();
  return now < validity.until && now >= validity.from && keys.get(kid) === key;
}
