import {
  BadRequestException,
  ForbiddenException,
  ServiceUnavailableException,
  UnauthorizedException,
} from '@nestjs/common';
import {
  CognitoBadRequestException,
  CognitoForbiddenException,
  CognitoUnauthorizedException,
  CognitoUnavailableException,
  isCognitoAuthException,
} from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';

const cause = new Error('what is behind it');

describe('CognitoBadRequestException', () => {
  const refusal = new CognitoBadRequestException('request_malformed', {
    cause,
  });

  it('is a BadRequestException with code and cause', () => {
    expect(refusal).toBeInstanceOf(BadRequestException);
    expect(refusal.code).toBe('request_malformed');
    expect(refusal.cause).toBe(cause);
  });

  it('needs no cause', () => {
    expect(
      new CognitoBadRequestException('request_malformed').cause,
    ).toBeUndefined();
  });
});

describe('CognitoUnauthorizedException', () => {
  it('is an UnauthorizedException with code and cause', () => {
    const refusal = new CognitoUnauthorizedException('signature_invalid', {
      cause,
    });

    expect(refusal).toBeInstanceOf(UnauthorizedException);
    expect(refusal.code).toBe('signature_invalid');
    expect(refusal.cause).toBe(cause);
    expect(refusal.challenge).not.toHaveProperty('cause');
  });

  it('says nothing in the challenge where no token was sent', () => {
    expect(
      new CognitoUnauthorizedException('token_missing').challenge,
    ).toStrictEqual({});
  });

  it('carries what a step-up needs', () => {
    const refusal = new CognitoUnauthorizedException('step_up_required', {
      maxAge: 300,
      acrValues: 'urn:a',
    });

    expect(refusal.challenge).toStrictEqual({
      error: 'insufficient_user_authentication',
      errorDescription: 'A more recent or stronger sign-in is required',
      maxAge: 300,
      acrValues: 'urn:a',
    });
  });
});

describe('CognitoForbiddenException', () => {
  it('is a ForbiddenException with code, cause and scope', () => {
    const refusal = new CognitoForbiddenException('scope_missing', {
      cause,
      scope: 'orders/read',
    });

    expect(refusal).toBeInstanceOf(ForbiddenException);
    expect(refusal.code).toBe('scope_missing');
    expect(refusal.cause).toBe(cause);
    expect(refusal.challenge).toStrictEqual({
      error: 'insufficient_scope',
      errorDescription: 'The token lacks a required scope',
      scope: 'orders/read',
    });
  });

  it('names no scope where none is missing', () => {
    const { challenge } = new CognitoForbiddenException('group_missing');

    expect(challenge.scope).toBeUndefined();
  });
});

describe('CognitoUnavailableException', () => {
  it('is a ServiceUnavailableException with code and cause', () => {
    const refusal = new CognitoUnavailableException('keys_unavailable', {
      cause,
    });

    expect(refusal).toBeInstanceOf(ServiceUnavailableException);
    expect(refusal.code).toBe('keys_unavailable');
    expect(refusal.cause).toBe(cause);
  });

  it('has no challenge: it is no verdict on the token', () => {
    expect(
      new CognitoUnavailableException('keys_unavailable'),
    ).not.toHaveProperty('challenge');
  });

  it.each([
    [undefined, 1],
    [0, 1],
    [1, 1],
    [1_000, 1],
    [1_001, 2],
    [29_999.5, 30],
    [30_000, 30],
  ])('turns a pause of %s ms into %s s', (retryAfterMs, retryAfter) => {
    expect(
      new CognitoUnavailableException('keys_unavailable', { retryAfterMs })
        .retryAfter,
    ).toBe(retryAfter);
  });
});

describe('isCognitoAuthException', () => {
  it.each([
    new CognitoBadRequestException('request_malformed'),
    new CognitoUnauthorizedException('token_missing'),
    new CognitoForbiddenException('group_missing'),
    new CognitoUnavailableException('keys_unavailable'),
  ])('knows $constructor.name', (refusal) => {
    expect(isCognitoAuthException(refusal)).toBe(true);
  });

  it.each([
    ['one of Nest', new UnauthorizedException()],
    ['an error', new Error('token_missing')],
    ['an object like one', { code: 'token_missing', challenge: {} }],
    ['nothing', undefined],
  ])('does not take %s for one', (_what, error) => {
    expect(isCognitoAuthException(error)).toBe(false);
  });
});
