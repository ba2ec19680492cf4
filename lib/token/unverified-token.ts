import { isUtf8 } from 'node:buffer';
import { CognitoUnauthorizedException } from '../errors/exceptions.js';

/** The values of a token that are needed to find its signing key. */
export interface UnverifiedToken {
  readonly kid: string;
  /** The unverified `iss`. Use it only to choose a key set. */
  readonly issuer: unknown;
}

/** Matches a base64url string without padding (RFC 7515 §2). */
const base64url = /^[\w-]+$/;

/**
 * The accepted values of `typ`. Cognito sets none; emulators set one of these. A
 * JWS of another type serves another purpose (RFC 8725 §3.11).
 */
const acceptedTypes = new Set(['jwt', 'at+jwt', 'application/at+jwt']);

/**
 * Reads the `kid` and the issuer of a token before its signature is verified. The
 * token must be a compact JWS (RFC 7515 §3.1) with an RS256 header and a `kid`.
 *
 * The token never supplies its own key: `jwk`, `jku`, `x5c` and `x5u` are ignored.
 * A token with `crit` needs extensions that this library does not support, so it
 * must be refused (RFC 7515 §4.1.11). `b64` and `zip` are refused too, because
 * they change which bytes are signed and read.
 *
 * @throws CognitoUnauthorizedException `token_malformed`, or `signature_invalid`
 * for a signature in a non-canonical encoding.
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
 * Returns whether the claims are UTF-8 and the signature is canonical base64url.
 * A JWS library accepts other encodings, but `readUnverified()` refuses them.
 */
export function isStrictlyEncoded(token: string): boolean {
  const [, claims = '', signature = ''] = token.split('.');
  return isCanonical(signature) && isUtf8(Buffer.from(claims, 'base64url'));
}

/**
 * Returns whether a string is the canonical base64url of its bytes. Decoders
 * ignore the unused bits of the last character, so one signature would have
 * several encodings (RFC 4648 §3.5).
 */
function isCanonical(encoded: string): boolean {
  return Buffer.from(encoded, 'base64url').toString('base64url') === encoded;
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
    // Not kept as the cause, because the message of JSON.parse quotes the token.
    throw malformed();
  }
}

function malformed(): CognitoUnauthorizedException {
  return new CognitoUnauthorizedException('token_malformed');
}
