import * as core from 'nestjs-cognito-auth';
import * as openapi from 'nestjs-cognito-auth/openapi';
import * as opentelemetry from 'nestjs-cognito-auth/opentelemetry';
import * as redis from 'nestjs-cognito-auth/redis';
import * as terminus from 'nestjs-cognito-auth/terminus';
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
        "CognitoAccessMap",
        "CognitoAuthException",
        "CognitoAuthModule",
        "CognitoAuthOptionsError",
        "CognitoBadRequestException",
        "CognitoConnections",
        "CognitoForbiddenException",
        "CognitoGuard",
        "CognitoRevocations",
        "CognitoSubscriptions",
        "CognitoUnauthorizedException",
        "CognitoUnavailableException",
        "CognitoUserPools",
        "CognitoVerifier",
        "CurrentToken",
        "CurrentUser",
        "Groups",
        "MemoryRevocationStore",
        "NotInGroups",
        "OptionalAuth",
        "Policy",
        "Public",
        "Scopes",
        "StepUp",
        "TokenUse",
        "UserPool",
        "explain",
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

  it('of nestjs-cognito-auth/openapi', () => {
    expect(Object.keys(openapi).sort()).toMatchInlineSnapshot(`
      [
        "documentAccess",
      ]
    `);
  });

  it('of the paths with a package of their own', () => {
    expect(
      [redis, terminus, opentelemetry].flatMap((path) => Object.keys(path)),
    ).toEqual([
      'RedisRevocationStore',
      'CognitoHealthIndicator',
      'observeCognitoAuth',
    ]);
  });

  it('of nestjs-cognito-auth/testing', () => {
    expect(Object.keys(testing).sort()).toMatchInlineSnapshot(`
      [
        "TestUserPool",
      ]
    `);
  });
});
