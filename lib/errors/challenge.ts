import type { ChallengeError } from './error-codes.js';

/**
 * Holds the parameters of a `WWW-Authenticate` header, except the realm. Values
 * are printable ASCII without `"` and `\`, so that none needs escaping.
 */
export interface Challenge {
  /** Error code (RFC 6750 §3.1); absent if the request had no token. */
  readonly error?: ChallengeError;
  /** Fixed sentence about the refusal. It holds no part of the token. */
  readonly errorDescription?: string;
  /** Required scopes, separated by spaces (RFC 6750 §3). */
  readonly scope?: string;
  /** Maximum age of the sign-in, in seconds (RFC 9470 §3). */
  readonly maxAge?: number;
  /** Accepted `acr` values, separated by spaces (RFC 9470 §3). */
  readonly acrValues?: string;
  /** Address of the metadata of the protected resource (RFC 9728 §5.1). */
  readonly resourceMetadata?: string;
}

/**
 * Matches a value that a challenge can hold in a list separated by spaces: a
 * scope (RFC 6749 §3.3) or an `acr` value (RFC 9470 §3).
 */
export const listedValue = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/**
 * Formats the value of a `WWW-Authenticate` header (RFC 6750 §3, RFC 9470 §3).
 *
 * @param realm protection space, as configured by `realm`
 */
export function wwwAuthenticate(challenge: Challenge, realm: string): string {
  const parameters: readonly (readonly [
    string,
    string | number | undefined,
  ])[] = [
    ['realm', realm],
    ['error', challenge.error],
    ['error_description', challenge.errorDescription],
    ['scope', challenge.scope],
    ['max_age', challenge.maxAge],
    ['acr_values', challenge.acrValues],
    ['resource_metadata', challenge.resourceMetadata],
  ];
  const written = parameters
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}="${value}"`);
  return `Bearer ${written.join(', ')}`;
}
