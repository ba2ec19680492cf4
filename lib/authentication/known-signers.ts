import type { KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { KeySource } from '../keys/key-source.js';
import type { UserPoolSettings } from '../options/settings.js';
import type { CognitoStrategy } from './cognito.strategy.js';

/** Who verifies the tokens of an issuer, and with which keys. */
export interface Issuer {
  readonly pool: UserPoolSettings;
  readonly strategy: CognitoStrategy;
  readonly keys: KeySource;
}

/** Whose signature a token must bear. */
export interface Signer {
  readonly issuer: Issuer;
  readonly kid: string;
  readonly key: KeyObject;
}

/** The key of an access token and that of an ID token, before and after a rotation. */
const headersOfAnIssuer = 4;

/**
 * The signers of the tokens that were verified lately, by the text of their
 * header: Cognito writes the same one with every signature of a key, and what
 * was read of it once need not be read again. Only headers of verified tokens
 * are here, so nobody else can fill it.
 */
export class KnownSigners {
  private readonly byHeader: LRUCache<string, Omit<Signer, 'key'> | false>;

  constructor(issuers: number) {
    this.byHeader = new LRUCache({ max: issuers * headersOfAnIssuer });
  }

  /** Who most likely signed a token, with the key that the key set gives now. */
  of(token: string): Signer | undefined {
    const known = this.byHeader.get(headerOf(token));
    if (!known) {
      return undefined;
    }
    const { issuer, kid } = known;
    const key = issuer.keys.get(kid);
    return key && { issuer, kid, key };
  }

  remember(token: string, { issuer, kid }: Signer): void {
    // A text of its own: a slice would keep the whole token.
    const header = Buffer.from(headerOf(token)).toString();
    const known = this.byHeader.get(header);
    // Two issuers that publish one key cannot be told apart by a header.
    const isShared = known === false || (known && known.issuer !== issuer);
    this.byHeader.set(header, isShared ? false : { issuer, kid });
  }
}

function headerOf(token: string): string {
  return token.slice(0, token.indexOf('.'));
}
