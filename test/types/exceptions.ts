import {
  Catch,
  type ExceptionFilter,
  type HttpException,
} from '@nestjs/common';
import {
  CognitoAuthException,
  CognitoAuthOptionsError,
  CognitoBadRequestException,
  CognitoForbiddenException,
  CognitoUnauthorizedException,
  CognitoUnavailableException,
  isCognitoAuthException,
  type BadRequestCode,
  type Challenge,
  type ForbiddenCode,
  type UnauthorizedCode,
  type UnavailableCode,
} from 'nestjs-cognito-auth';

declare function expectType<T>(value: T): void;

/** The class of a refusal tells which codes it can have. */
export function tellsCodes(error: unknown): void {
  if (!isCognitoAuthException(error)) {
    // @ts-expect-error it can be anything
    expectType<CognitoAuthException>(error);
    return;
  }
  expectType<
    BadRequestCode | UnauthorizedCode | ForbiddenCode | UnavailableCode
  >(error.code);
  if (error instanceof CognitoUnavailableException) {
    expectType<UnavailableCode>(error.code);
    expectType<number>(error.retryAfter);
    // @ts-expect-error no verdict on the token
    expectType<Challenge>(error.challenge);
  } else if (error instanceof CognitoForbiddenException) {
    expectType<ForbiddenCode>(error.code);
    expectType<Challenge>(error.challenge);
  } else if (error instanceof CognitoUnauthorizedException) {
    expectType<UnauthorizedCode>(error.code);
    expectType<Challenge>(error.challenge);
  } else {
    expectType<CognitoBadRequestException>(error);
    expectType<BadRequestCode>(error.code);
  }
}

/** `code` alone tells, too. */
export function discriminates(error: unknown): void {
  if (!isCognitoAuthException(error)) {
    return;
  }
  if (error.code === 'keys_unavailable') {
    expectType<number>(error.retryAfter);
  } else if (error.code === 'scope_missing') {
    expectType<CognitoForbiddenException>(error);
    // @ts-expect-error only a 503 says when to try again
    expectType<unknown>(error.retryAfter);
  } else if (error.code === 'request_malformed') {
    expectType<CognitoBadRequestException>(error);
  }
  // @ts-expect-error no such code
  expectType<boolean>(error.code === 'role_missing');
}

/** A filter for all of them. */
@Catch(CognitoAuthException)
export class RefusalFilter implements ExceptionFilter<CognitoAuthException> {
  catch(refusal: CognitoAuthException): void {
    expectType<HttpException>(refusal);
    expectType<number>(refusal.getStatus());
    expectType<
      BadRequestCode | UnauthorizedCode | ForbiddenCode | UnavailableCode
    >(refusal.code);
    expectType<Challenge | undefined>(refusal.challenge);
    expectType<number | undefined>(refusal.retryAfter);
    // @ts-expect-error a 503 has no challenge
    expectType<Challenge>(refusal.challenge);
    if (refusal instanceof CognitoUnavailableException) {
      expectType<number>(refusal.retryAfter);
    }
  }
}

/** What `instanceof` tells of a subclass. */
export class AccountLocked extends CognitoForbiddenException {
  readonly until = new Date(0);
}

export function tellsSubclass(error: unknown): void {
  if (error instanceof AccountLocked) {
    expectType<Date>(error.until);
  }
  if (error instanceof CognitoAuthException) {
    expectType<CognitoAuthException>(error);
  }
}

// @ts-expect-error it is there to be caught
export const general = new CognitoAuthException('token_missing', 401);

/** What an application may throw itself. */
export const refusals: CognitoAuthException[] = [
  new CognitoBadRequestException('request_malformed', { cause: 'a' }),
  new CognitoUnauthorizedException('user_refused', { cause: new Error() }),
  new CognitoUnauthorizedException('step_up_required', {
    maxAge: 300,
    acrValues: 'urn:a',
  }),
  new CognitoForbiddenException('scope_missing', { scope: 'orders/read' }),
  new CognitoUnavailableException('keys_unavailable', { retryAfterMs: 1_000 }),
];

// @ts-expect-error the code of another status
export const wrongStatus = new CognitoUnauthorizedException('scope_missing');
// @ts-expect-error no such code
export const wrongCode = new CognitoForbiddenException('role_missing');
export const wrongDetail = new CognitoForbiddenException('group_missing', {
  // @ts-expect-error a sign-in is not what is missing
  maxAge: 300,
});

/** An error at boot names the option. */
export function namesOption({ option, name }: CognitoAuthOptionsError): void {
  expectType<string>(option);
  expectType<'CognitoAuthOptionsError'>(name);
}
