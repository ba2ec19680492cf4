import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { KeySource } from '../keys/key-source.js';
import type { CognitoStrategy } from './cognito.strategy.js';

/** An accepted issuer, with the strategy and the signing keys for its tokens. */
export interface Issuer {
  readonly strategy: CognitoStrategy;
  readonly keys: KeySource;
}

/** The issuer and the signing key that a token must be verified with. */
export interface Signer {
  readonly issuer: Issuer;
  readonly kid: string;
  readonly key: KeyObject;
}

/** Cognito has two signing keys a pool, and twice as many during a rotation. */
const headersOfAnIssuer = 4;

/**
 * Remembers which issuer and key id a header belongs to. Cognito writes the same
 * header with every signature of a key, so it need not be parsed again. Only
 * headers of verified tokens are kept: nobody else can fill the cache.
 */
export class HeaderCache {
  /** `false`: issuers that share a key share its header. */
  private readonly entries: LRUCache<string, Omit<Signer, 'key'> | false>;

  constructor(issuers: number) {
    this.entries = new LRUCache({ max: issuers * headersOfAnIssuer });
  }

  /** The likely signer of a token, with the key that the key set gives now. */
  signerOf(token: string): Signer | undefined {
    const entry = this.entries.get(headerOf(token));
    const key = entry ? entry.issuer.keys.get(entry.kid) : undefined;
    return entry && key
      ? { issuer: entry.issuer, kid: entry.kid, key }
      : undefined;
  }

  remember(token: string, { issuer, kid }: Signer): void {
    // A copy: a slice would keep the whole token in memory.
    const header = Buffer.from(headerOf(token)).toString();
    const entry = this.entries.get(header);
    const isShared = entry === false || (entry && entry.issuer !== issuer);
    this.entries.set(header, isShared ? false : { issuer, kid });
  }
}

function headerOf(token: string): string {
  return token.slice(0, token.indexOf('.'));
}
