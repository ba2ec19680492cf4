import { isUtf8 } from 'node:buffer';
import { CognitoUnauthorizedException } from '../errors/exceptions.js';

/** What must be known of a token before its signature can be checked. */
export interface UnverifiedToken {
  readonly kid: string;
  /** Whatever the token claims as `iss`: good for choosing a key set, no more. */
  readonly issuer: unknown;
}

/** A base64url text without padding (RFC 7515 §2). */
const base64url = /^[\w-]+$/;

/**
 * Types that Cognito's tokens (which have none) and the emulators' come with.
 * A JWS of another type is made for another purpose (RFC 8725 §3.11).
 */
const acceptedTypes = new Set(['jwt', 'at+jwt', 'application/at+jwt']);

/**
 * Reads a token as far as that needs no key: a compact JWS (RFC 7515 §3.1)
 * with an RS256 header that names its key.
 *
 * The key is never taken from the token: `jwk`, `jku`, `x5c` and `x5u` are not
 * looked at. A token with `crit` asks for rules this library does not know and
 * must be refused (RFC 7515 §4.1.11); `b64` and `zip` would change what is
 * signed and what is read.
 *
 * @throws CognitoUnauthorizedException `token_malformed`, and
 * `signature_invalid` for a signature that no signer writes that way.
 */
export function readUnverified(token: string): UnverifiedToken {
  const [header, claims, signature, ...more] = token.split('.');
  if (!header || !claims || !signature || more.length > 0) {
    throw malformed();
  }
  if (!base64url.test(signature)) {
    throw malformed();
  }
  const { alg, kid, typ, crit, b64, zip } = parse(header);
  if (alg !== 'RS256' || typeof kid !== 'string' || kid === '') {
    throw malformed();
  }
  if (crit !== undefined || b64 !== undefined || zip !== undefined) {
    throw malformed();
  }
  if (typ !== undefined && !isAcceptedType(typ)) {
    throw malformed();
  }
  const issuer = parse(claims)['iss'];
  if (!isCanonical(signature)) {
    throw new CognitoUnauthorizedException('signature_invalid');
  }
  return { kid, issuer };
}

/**
 * Whether a token with a good header is written as `readUnverified()` asks for
 * where a JWS library is content with less.
 */
export function isStrictlyEncoded(token: string): boolean {
  const [, claims = '', signature = ''] = token.split('.');
  return isCanonical(signature) && isUtf8(Buffer.from(claims, 'base64url'));
}

/**
 * Whether a text is how its bytes are written. The last character has bits to
 * spare, which decoders ignore: one signature must not have several spellings
 * (RFC 4648 §3.5).
 */
function isCanonical(text: string): boolean {
  return Buffer.from(text, 'base64url').toString('base64url') === text;
}

function isAcceptedType(typ: unknown): boolean {
  return typeof typ === 'string' && acceptedTypes.has(typ.toLowerCase());
}

function parse(part: string): Record<string, unknown> {
  const value = parseJson(part);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed();
  }
  return value as Record<string, unknown>;
}

function parseJson(part: string): unknown {
  const bytes = base64url.test(part) && Buffer.from(part, 'base64url');
  if (!bytes || !isUtf8(bytes)) {
    throw malformed();
  }
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // Not kept as the cause: JSON.parse quotes the caller's text.
    throw malformed();
  }
}

function malformed(): CognitoUnauthorizedException {
  return new CognitoUnauthorizedException('token_malformed');
}
