import { readUnverified } from '../../../lib/token/unverified-token.js';
import { codeOf } from './code-of.js';

/** Text or bytes as they are, anything else as JSON, in base64url. */
export function encode(part: unknown): string {
  const text =
    typeof part === 'string' || part instanceof Uint8Array
      ? part
      : JSON.stringify(part);
  return Buffer.from(text).toString('base64url');
}

export const goodHeader = { alg: 'RS256', kid: 'key' };
const goodClaims = { iss: 'https://issuer.example' };
const goodSignature = 'c2lnbg';

/** A token with a header and claims of one's own. */
export function tokenOf(
  header: unknown = goodHeader,
  claims: unknown = goodClaims,
  signature = goodSignature,
): string {
  return `${encode(header)}.${encode(claims)}.${signature}`;
}

/** The code a token is refused with before any key is looked up. */
export function codeFor(token: string): string | undefined {
  return codeOf(() => readUnverified(token));
}
