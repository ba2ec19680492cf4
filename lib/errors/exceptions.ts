import {
  BadRequestException,
  ForbiddenException,
  HttpException,
  ServiceUnavailableException,
  UnauthorizedException,
} from '@nestjs/common';
import { Branded, brandOf, EveryBranded } from './brand.js';
import type { Challenge } from './challenge.js';
import {
  badRequests,
  forbidden,
  unauthorized,
  unavailable,
  type BadRequestCode,
  type ForbiddenCode,
  type UnauthorizedCode,
  type UnavailableCode,
} from './error-codes.js';

/** Optional details of a refusal. */
export interface RefusalDetails {
  /** The error that led to the refusal. It is for logs and never in the response. */
  readonly cause?: unknown;
}

/**
 * Stands for every refusal of this library. An exception filter with
 * `@Catch(CognitoAuthException)` catches all four exception classes. So does
 * `instanceof`, even if another installed copy of this package threw them.
 *
 * The four classes extend Nest's own exceptions, not this class. For exceptions
 * of your own, extend one of the four.
 */
@EveryBranded
export abstract class CognitoAuthException extends HttpException {
  /** Names the check that refused the request; also in the response body. */
  abstract readonly code:
    BadRequestCode | UnauthorizedCode | ForbiddenCode | UnavailableCode;
  /** Parameters of the `WWW-Authenticate` header, without the realm; none on a 503. */
  declare readonly challenge?: Challenge;
  /** Seconds for the `Retry-After` header; only on a 503. */
  declare readonly retryAfter?: number;
}

/** Refuses malformed credentials with 400 (RFC 6750 §3.1 `invalid_request`). */
@Branded(400)
export class CognitoBadRequestException extends BadRequestException {
  /** Parameters of the `WWW-Authenticate` header, without the realm. */
  readonly challenge: Challenge;

  constructor(
    /** Names the check that refused the request; also in the response body. */
    readonly code: BadRequestCode,
    details: RefusalDetails = {},
  ) {
    const { error, message } = badRequests[code];
    super(bodyOf(400, 'Bad Request', message, code), details);
    this.challenge = { error, errorDescription: message };
  }
}

/** Refuses a missing token, an invalid one or too weak a sign-in with 401. */
@Branded(401)
export class CognitoUnauthorizedException extends UnauthorizedException {
  /** Parameters of the `WWW-Authenticate` header, without the realm. */
  readonly challenge: Challenge;

  constructor(
    /** Names the check that refused the request; also in the response body. */
    readonly code: UnauthorizedCode,
    details: RefusalDetails & Pick<Challenge, 'maxAge' | 'acrValues'> = {},
  ) {
    const { cause, ...stepUp } = details;
    const refusal = unauthorized[code];
    super(bodyOf(401, 'Unauthorized', refusal.message, code), { cause });
    // Without a token, the challenge should have no error code (RFC 6750 §3.1).
    this.challenge =
      'error' in refusal
        ? { error: refusal.error, errorDescription: refusal.message, ...stepUp }
        : {};
  }
}

/** Refuses a verified token that does not satisfy the route with 403. */
@Branded(403)
export class CognitoForbiddenException extends ForbiddenException {
  /** Parameters of the `WWW-Authenticate` header, without the realm. */
  readonly challenge: Challenge;

  constructor(
    /** Names the check that refused the request; also in the response body. */
    readonly code: ForbiddenCode,
    details: RefusalDetails & Pick<Challenge, 'scope'> = {},
  ) {
    const { cause, scope } = details;
    const { error, message } = forbidden[code];
    super(bodyOf(403, 'Forbidden', message, code), { cause });
    this.challenge = { error, errorDescription: message, scope };
  }
}

/**
 * Tells with 503 that the token cannot be verified now. This is no verdict on the
 * token, so the response has `Retry-After` and no challenge.
 */
@Branded(503)
export class CognitoUnavailableException extends ServiceUnavailableException {
  /** Seconds for the `Retry-After` header (RFC 9110 §10.2.3), at least 1. */
  readonly retryAfter: number;

  constructor(
    /** Names the check that could not decide; also in the response body. */
    readonly code: UnavailableCode,
    details: RefusalDetails & { readonly retryAfterMs?: number } = {},
  ) {
    const { cause, retryAfterMs = 0 } = details;
    const { message } = unavailable[code];
    super(bodyOf(503, 'Service Unavailable', message, code), { cause });
    this.retryAfter = Math.max(1, Math.ceil(retryAfterMs / 1000));
  }
}

/**
 * Returns whether an error is a refusal of this library. The type narrows to the
 * union of the four exception classes, which the compiler tells apart by `code`.
 */
export function isCognitoAuthException(
  error: unknown,
): error is
  | CognitoBadRequestException
  | CognitoUnauthorizedException
  | CognitoForbiddenException
  | CognitoUnavailableException {
  return brandOf(error) !== undefined;
}

function bodyOf(
  statusCode: number,
  error: string,
  message: string,
  code: string,
) {
  return { statusCode, error, message, code };
}
