import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Issuer } from './issuer.js';

/** The issuer and the signing key to verify a token with. */
export interface Signer {
  readonly issuer: Issuer;
  readonly kid: string;
  readonly key: KeyObject;
}

/** A user pool has two signing keys, and four during a rotation. */
const headersPerIssuer = 4;

/**
 * Caches which issuer and `kid` a token header belongs to. Cognito writes the
 * same header into all tokens of one key, so it need not be parsed again. Only
 * headers of verified tokens are cached, so forged tokens cannot fill the cache.
 */
export class HeaderCache {
  /** The value is `false` if several issuers use the same header. */
  private readonly entries: LRUCache<string, Omit<Signer, 'key'> | false>;

  constructor(issuers: number) {
    this.entries = new LRUCache({ max: issuers * headersPerIssuer });
  }

  /** Finds the likely signer of a token. The key set returns its current key. */
  signerOf(token: string): Signer | undefined {
    const entry = this.entries.get(headerOf(token));
    const key = entry ? entry.issuer.keys.get(entry.kid) : undefined;
    return entry && key
      ? { issuer: entry.issuer, kid: entry.kid, key }
      : undefined;
  }

  remember(token: string, { issuer, kid }: Signer): void {
    // Copied, because a slice would keep the whole token in memory.
    const header = Buffer.from(headerOf(token)).toString();
    const entry = this.entries.get(header);
    const isShared = entry === false || (entry && entry.issuer !== issuer);
    this.entries.set(header, isShared ? false : { issuer, kid });
  }
}

function headerOf(token: string): string {
  return token.slice(0, token.indexOf('.'));
}
