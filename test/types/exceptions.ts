import {
  CognitoAuthOptionsError,
  CognitoBadRequestException,
  CognitoForbiddenException,
  CognitoUnauthorizedException,
  CognitoUnavailableException,
  isCognitoAuthException,
  type BadRequestCode,
  type Challenge,
  type CognitoAuthException,
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
