import type { UnauthorizedCode } from '../errors/error-codes.js';
import { CognitoUnauthorizedException } from '../errors/exceptions.js';

/** The limits for the times of a token, in seconds. */
export interface TimePolicy {
  /** Clock difference that is tolerated for `exp` and `nbf`. */
  readonly clockTolerance: number;
  /** Time since `iat` after which a token is too old. */
  readonly maxTokenAge: number | undefined;
}

/**
 * The time in which a token is valid, in milliseconds since the epoch.
 *
 * It is a class, as is everything that each new token leaves behind. V8 allocates
 * a hot object literal in the old generation.
 */
export class Validity {
  /**
   * @param from start of the validity, inclusive
   * @param until end of the validity, exclusive
   */
  constructor(
    readonly from: number,
    readonly until: number,
  ) {}
}

/**
 * Checks the times of a token (RFC 7519 §4.1.4 to §4.1.6).
 *
 * @param now milliseconds since the epoch
 * @throws CognitoUnauthorizedException if the token is expired, too old or not
 * active yet. A claim that is not a NumericDate refuses the token too.
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
  // With `maxTokenAge`, a future `iat` is refused: such a token has no age.
  const limitsAge = maxTokenAge !== undefined;
  const begin = limitsAge ? Math.max(nbf ?? iat, iat) : (nbf ?? -Infinity);
  const end = exp + clockTolerance;
  const from = (begin - clockTolerance) * 1000;
  const until = (limitsAge ? Math.min(end, iat + maxTokenAge) : end) * 1000;
  if (now >= until) {
    refuse('token_expired');
  }
  if (now < from) {
    refuse('token_not_active');
  }
  return new Validity(from, until);
}

/**
 * Returns whether a value is a NumericDate (RFC 7519 §2). It refuses Infinity,
 * the value of `1e999` in JSON, because such a token would never expire.
 */
function isNumericDate(value: unknown): value is number {
  return Number.isFinite(value);
}

function refuse(code: UnauthorizedCode): never {
  throw new CognitoUnauthorizedException(code);
}
