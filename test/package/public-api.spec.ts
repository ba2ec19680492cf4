import * as core from 'nestjs-cognito-auth';
import * as testing from 'nestjs-cognito-auth/testing';
import { describe, expect, it } from 'vitest';

describe('the public names', () => {
  it('of nestjs-cognito-auth', () => {
    expect(Object.keys(core).sort()).toMatchInlineSnapshot(`
      [
        "AllGroups",
        "AllScopes",
        "AnyGroup",
        "AnyScope",
        "COGNITO_AUTH_MODULE_OPTIONS",
        "CallerToken",
        "Claim",
        "CognitoAuthException",
        "CognitoAuthModule",
        "CognitoAuthOptionsError",
        "CognitoBadRequestException",
        "CognitoConnections",
        "CognitoForbiddenException",
        "CognitoGuard",
        "CognitoSubscriptions",
        "CognitoUnauthorizedException",
        "CognitoUnavailableException",
        "CognitoVerifier",
        "CurrentToken",
        "CurrentUser",
        "Groups",
        "NotInGroups",
        "OptionalAuth",
        "Policy",
        "Public",
        "Scopes",
        "StepUp",
        "TokenUse",
        "UserPool",
        "fromBearerHeader",
        "fromConnection",
        "fromCookie",
        "fromHeader",
        "fromPayload",
        "fromQuery",
        "isCognitoAuthException",
      ]
    `);
  });

  it('of nestjs-cognito-auth/testing', () => {
    expect(Object.keys(testing).sort()).toMatchInlineSnapshot(`
      [
        "TestUserPool",
      ]
    `);
  });
});
