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

/** What may accompany a refusal. */
export interface RefusalDetails {
  /** The error behind the refusal: for logs, never part of the answer. */
  readonly cause?: unknown;
}

/**
 * Every refusal of this library; `code` tells which. An exception filter with
 * `@Catch(CognitoAuthException)` catches all four exception classes, and
 * `instanceof` finds them, also those of another installed copy of this package.
 *
 * The four extend Nest's own exceptions, not this class. For exceptions of your
 * own extend one of the four.
 */
@EveryBranded
export abstract class CognitoAuthException extends HttpException {
  /** Tells which refusal this is. */
  abstract readonly code:
    BadRequestCode | UnauthorizedCode | ForbiddenCode | UnavailableCode;
  /** For the `WWW-Authenticate` header; a 503 has none. */
  declare readonly challenge?: Challenge;
  /** Seconds for the `Retry-After` header; only a 503 has it. */
  declare readonly retryAfter?: number;
}

/** The request itself is malformed: 400 (RFC 6750 §3.1 `invalid_request`). */
@Branded(400)
export class CognitoBadRequestException extends BadRequestException {
  /** Content of the `WWW-Authenticate` header, without the realm. */
  readonly challenge: Challenge;

  constructor(
    /** Names the check that refused; it also stands in the body. */
    readonly code: BadRequestCode,
    details: RefusalDetails = {},
  ) {
    const { error, message } = badRequests[code];
    super(answer(400, 'Bad Request', message, code), details);
    this.challenge = { error, errorDescription: message };
  }
}

/** No token, a token that is refused, or too weak a sign-in: 401. */
@Branded(401)
export class CognitoUnauthorizedException extends UnauthorizedException {
  /** Content of the `WWW-Authenticate` header, without the realm. */
  readonly challenge: Challenge;

  constructor(
    /** Names the check that refused; it also stands in the body. */
    readonly code: UnauthorizedCode,
    details: RefusalDetails & Pick<Challenge, 'maxAge' | 'acrValues'> = {},
  ) {
    const { cause, ...stepUp } = details;
    const refusal = unauthorized[code];
    super(answer(401, 'Unauthorized', refusal.message, code), { cause });
    // A caller that sent no token learns the scheme and nothing else (RFC 6750 §3.1).
    this.challenge =
      'error' in refusal
        ? { error: refusal.error, errorDescription: refusal.message, ...stepUp }
        : {};
  }
}

/** A genuine token that does not allow the route: 403. */
@Branded(403)
export class CognitoForbiddenException extends ForbiddenException {
  /** Content of the `WWW-Authenticate` header, without the realm. */
  readonly challenge: Challenge;

  constructor(
    /** Names the check that refused; it also stands in the body. */
    readonly code: ForbiddenCode,
    details: RefusalDetails & Pick<Challenge, 'scope'> = {},
  ) {
    const { cause, scope } = details;
    const { error, message } = forbidden[code];
    super(answer(403, 'Forbidden', message, code), { cause });
    this.challenge = { error, errorDescription: message, scope };
  }
}

/**
 * Nothing to decide with: 503. Not a verdict on the token, so it carries no
 * challenge but the time after which to try again.
 */
@Branded(503)
export class CognitoUnavailableException extends ServiceUnavailableException {
  /** Seconds for the `Retry-After` header (RFC 9110 §10.2.3), at least 1. */
  readonly retryAfter: number;

  constructor(
    /** Names the check that could not decide; it also stands in the body. */
    readonly code: UnavailableCode,
    details: RefusalDetails & { readonly retryAfterMs?: number } = {},
  ) {
    const { cause, retryAfterMs = 0 } = details;
    const { message } = unavailable[code];
    super(answer(503, 'Service Unavailable', message, code), { cause });
    this.retryAfter = Math.max(1, Math.ceil(retryAfterMs / 1000));
  }
}

/**
 * Whether an error is a refusal of this library. It narrows to the union of the
 * four exception classes, so the compiler tells them apart by `code`.
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

function answer(
  statusCode: number,
  error: string,
  message: string,
  code: string,
) {
  return { statusCode, error, message, code };
}
