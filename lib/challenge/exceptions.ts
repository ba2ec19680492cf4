import {
  BadRequestException,
  ForbiddenException,
  ServiceUnavailableException,
  UnauthorizedException,
} from '@nestjs/common';
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
} from './refusal.js';

/** What may accompany a refusal. */
export interface RefusalDetails {
  /** The error behind the refusal: for logs, never part of the answer. */
  readonly cause?: unknown;
}

/** The request itself is malformed: 400 (RFC 6750 §3.1 `invalid_request`). */
export class CognitoBadRequestException extends BadRequestException {
  readonly challenge: Challenge;

  constructor(
    readonly code: BadRequestCode,
    details: RefusalDetails = {},
  ) {
    const { error, message } = badRequests[code];
    super(answer(400, 'Bad Request', message, code), details);
    this.challenge = { error, errorDescription: message };
  }
}

/** No token, a token that is refused, or too weak a sign-in: 401. */
export class CognitoUnauthorizedException extends UnauthorizedException {
  readonly challenge: Challenge;

  constructor(
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
export class CognitoForbiddenException extends ForbiddenException {
  readonly challenge: Challenge;

  constructor(
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
export class CognitoUnavailableException extends ServiceUnavailableException {
  /** Seconds for the `Retry-After` header (RFC 9110 §10.2.3), at least 1. */
  readonly retryAfter: number;

  constructor(
    readonly code: UnavailableCode,
    details: RefusalDetails & { readonly retryAfterMs?: number } = {},
  ) {
    const { cause, retryAfterMs = 0 } = details;
    const { message } = unavailable[code];
    super(answer(503, 'Service Unavailable', message, code), { cause });
    this.retryAfter = Math.max(1, Math.ceil(retryAfterMs / 1000));
  }
}

/** Every refusal of this library; `code` tells which. */
export type CognitoAuthException =
  | CognitoBadRequestException
  | CognitoUnauthorizedException
  | CognitoForbiddenException
  | CognitoUnavailableException;

/** Whether an error is a refusal of this library. */
export function isCognitoAuthException(
  error: unknown,
): error is CognitoAuthException {
  return (
    error instanceof CognitoBadRequestException ||
    error instanceof CognitoUnauthorizedException ||
    error instanceof CognitoForbiddenException ||
    error instanceof CognitoUnavailableException
  );
}

function answer(
  statusCode: number,
  error: string,
  message: string,
  code: string,
) {
  return { statusCode, error, message, code };
}
