import type { UnauthorizedCode } from '../errors/error-codes.js';
import { CognitoUnauthorizedException } from '../errors/exceptions.js';

/** Which times of a token are accepted, in seconds. */
export interface TimePolicy {
  /** Difference between clocks that `exp` and `nbf` are granted. */
  readonly clockTolerance: number;
  /** Time since `iat` after which a token is too old. */
  readonly maxTokenAge: number | undefined;
}

/** When a token is valid, in milliseconds since the epoch. */
export interface Validity {
  /** The first moment. */
  readonly from: number;
  /** The first moment after it. */
  readonly until: number;
}

/**
 * Checks the times of a token (RFC 7519 §4.1.4 to §4.1.6).
 *
 * @param now milliseconds since the epoch
 * @throws CognitoUnauthorizedException also if a time is missing or no number
 */
export function checkTimes(
  claims: Readonly<Record<string, unknown>>,
  { clockTolerance, maxTokenAge }: TimePolicy,
  now: number,
): Validity {
  const { exp, nbf, iat } = claims;
  if (!isNumericDate(exp)) {
    refuse('token_expired');
  }
  if (nbf !== undefined && !isNumericDate(nbf)) {
    refuse('token_not_active');
  }
  if (!isNumericDate(iat)) {
    refuse('token_malformed');
  }
  // Only a token that was issued in the past has an age.
  const ages = maxTokenAge !== undefined;
  const begin = ages ? Math.max(nbf ?? iat, iat) : (nbf ?? -Infinity);
  const end = exp + clockTolerance;
  const from = (begin - clockTolerance) * 1000;
  const until = (ages ? Math.min(end, iat + maxTokenAge) : end) * 1000;
  if (now >= until) {
    refuse('token_expired');
  }
  if (now < from) {
    refuse('token_not_active');
  }
  return { from, until };
}

/** A NumericDate (RFC 7519 §2). `1e999` is JSON, and Infinity: a token without end. */
function isNumericDate(value: unknown): value is number {
  return Number.isFinite(value);
}

function refuse(code: UnauthorizedCode): never {
  throw new CognitoUnauthorizedException(code);
}
