import {
  CognitoBadRequestException,
  CognitoForbiddenException,
  CognitoUnauthorizedException,
  CognitoUnavailableException,
  type BadRequestCode,
  type ForbiddenCode,
  type UnauthorizedCode,
  type UnavailableCode,
} from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { wwwAuthenticate } from '../../../lib/errors/challenge.js';
import {
  badRequests,
  forbidden,
  unauthorized,
  unavailable,
} from '../../../lib/errors/error-codes.js';

const badRequestMessages: Record<BadRequestCode, string> = {
  request_malformed: 'The credentials of the request are malformed',
};

const unauthorizedMessages: Record<UnauthorizedCode, string> = {
  token_missing: 'A bearer token is required',
  token_malformed: 'The token is malformed',
  signature_invalid: 'The signature of the token is invalid',
  issuer_unknown: 'The issuer of the token is not accepted here',
  token_expired: 'The token has expired',
  token_not_active: 'The token is not valid yet',
  client_mismatch: 'The token was issued to another client',
  audience_mismatch: 'The token is meant for another audience',
  token_use_mismatch: 'This kind of token (token_use) is not accepted here',
  token_revoked: 'The token was revoked',
  user_refused: 'The user of the token is not accepted here',
  step_up_required: 'A more recent or stronger sign-in is required',
};

const forbiddenMessages: Record<ForbiddenCode, string> = {
  scope_missing: 'The token lacks a required scope',
  group_missing: 'Membership of a required group is missing',
  group_forbidden:
    'Members of one of the groups of the user are not allowed here',
  user_pool_mismatch: 'Users of this user pool are not allowed here',
  policy_refused: 'A policy of this route does not allow the request',
};

const unavailableMessages: Record<UnavailableCode, string> = {
  keys_unavailable: 'The signing keys to verify the token are not available',
  user_pool_unavailable: 'The user pool of the token cannot be looked up now',
  revocations_unavailable: 'Whether the token was revoked cannot be told now',
};

/** The challenge errors that are not that of the status. */
const otherErrors: Partial<Record<UnauthorizedCode, string>> = {
  step_up_required: 'insufficient_user_authentication',
};

function entriesOf<C extends string>(messages: Record<C, string>) {
  return Object.entries(messages) as [C, string][];
}

describe('A refusal', () => {
  it.each(entriesOf(badRequestMessages))('%s answers 400', (code, message) => {
    const refusal = new CognitoBadRequestException(code);

    expect(refusal.getStatus()).toBe(400);
    expect(refusal.message).toBe(message);
    expect(refusal.getResponse()).toStrictEqual({
      statusCode: 400,
      error: 'Bad Request',
      message,
      code,
    });
    expect(wwwAuthenticate(refusal.challenge, 'api')).toBe(
      `Bearer realm="api", error="invalid_request", error_description="${message}"`,
    );
  });

  it.each(entriesOf(unauthorizedMessages))(
    '%s answers 401',
    (code, message) => {
      const refusal = new CognitoUnauthorizedException(code);

      expect(refusal.getStatus()).toBe(401);
      expect(refusal.message).toBe(message);
      expect(refusal.getResponse()).toStrictEqual({
        statusCode: 401,
        error: 'Unauthorized',
        message,
        code,
      });
      expect(wwwAuthenticate(refusal.challenge, 'api')).toBe(
        code === 'token_missing'
          ? 'Bearer realm="api"'
          : `Bearer realm="api", error="${otherErrors[code] ?? 'invalid_token'}", error_description="${message}"`,
      );
    },
  );

  it.each(entriesOf(forbiddenMessages))('%s answers 403', (code, message) => {
    const refusal = new CognitoForbiddenException(code);

    expect(refusal.getStatus()).toBe(403);
    expect(refusal.message).toBe(message);
    expect(refusal.getResponse()).toStrictEqual({
      statusCode: 403,
      error: 'Forbidden',
      message,
      code,
    });
    expect(wwwAuthenticate(refusal.challenge, 'api')).toBe(
      `Bearer realm="api", error="insufficient_scope", error_description="${message}"`,
    );
  });

  it.each(entriesOf(unavailableMessages))('%s answers 503', (code, message) => {
    const refusal = new CognitoUnavailableException(code);

    expect(refusal.getStatus()).toBe(503);
    expect(refusal.message).toBe(message);
    expect(refusal.getResponse()).toStrictEqual({
      statusCode: 503,
      error: 'Service Unavailable',
      message,
      code,
    });
  });

  it('speaks in sentences that need no escaping in a header', () => {
    const all = {
      ...badRequests,
      ...unauthorized,
      ...forbidden,
      ...unavailable,
    };

    for (const { message } of Object.values(all)) {
      expect(message).toMatch(/^[\x20-\x7e]+$/);
      expect(message).not.toMatch(/["\\]/);
    }
  });
});
