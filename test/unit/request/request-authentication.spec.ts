import { describe, expect, it } from 'vitest';
import {
  authenticationOf,
  isAnonymous,
  setAnonymous,
  setAuthentication,
  unsetAnonymous,
} from '../../../lib/request/request-authentication.js';
import { userWith } from '../authorization/users.fixture.js';

const user = userWith();
const authenticator = {};
const authentication = {
  user,
  requestUser: user,
  authenticator,
  token: 'token',
  validUntil: 0,
  isRemembered: false,
  isStillValid: () => true,
  isRevoked: () => false,
};

describe('The authentication of a request', () => {
  it('is undefined before an authenticator sets it', () => {
    expect(authenticationOf({})).toBeUndefined();
    expect(authenticationOf({}, authenticator)).toBeUndefined();
  });

  it('is found without an authenticator, and for the one that set it', () => {
    const request = {};
    setAuthentication(request, authentication);

    expect(authenticationOf(request)).toBe(authentication);
    expect(authenticationOf(request, authenticator)).toBe(authentication);
    expect(authenticationOf(request, {})).toBeUndefined();
  });

  it('stays when another one is missing', () => {
    const request = {};
    setAuthentication(request, authentication);

    expect(setAuthentication(request, undefined)).toBeUndefined();
    expect(authenticationOf(request)).toBe(authentication);
  });

  it('is the one that was set last', () => {
    const request = {};
    const later = { ...authentication, authenticator: {} };
    setAuthentication(request, authentication);
    setAuthentication(request, later);

    expect(authenticationOf(request)).toBe(later);
    expect(authenticationOf(request, authenticator)).toBeUndefined();
  });

  it('cannot be set by the content of a message', () => {
    const content = {
      authentication,
      'Symbol(nestjs-cognito-auth:authentication)': authentication,
      'nestjs-cognito-auth:authentication': authentication,
    };
    const request: object = JSON.parse(JSON.stringify(content));

    expect(authenticationOf(request)).toBeUndefined();
  });

  it('is not in the JSON of the request', () => {
    const request = {};
    setAuthentication(request, authentication);

    expect(JSON.stringify(request)).toBe('{}');
  });
});

describe('A request that a guard lets in without a caller', () => {
  it('is not anonymous before that', () => {
    expect(isAnonymous({})).toBe(false);
  });

  it('has no authentication', () => {
    const request = {};
    setAnonymous(request);

    expect(isAnonymous(request)).toBe(true);
    expect(authenticationOf(request)).toBeUndefined();
    expect(authenticationOf(request, authenticator)).toBeUndefined();
  });

  it('has one if a strategy finds the caller later', () => {
    const request = {};
    setAnonymous(request);
    setAuthentication(request, authentication);

    expect(isAnonymous(request)).toBe(false);
    expect(authenticationOf(request)).toBe(authentication);
  });

  it('keeps the authentication that it had before', () => {
    const request = {};
    setAuthentication(request, authentication);
    setAnonymous(request);

    expect(isAnonymous(request)).toBe(false);
    expect(authenticationOf(request)).toBe(authentication);
  });

  it('is as before if it is left to another strategy', () => {
    const request = {};
    setAnonymous(request);
    unsetAnonymous(request);

    expect(isAnonymous(request)).toBe(false);
    expect(authenticationOf(request)).toBeUndefined();
  });

  it('keeps its authentication if it is left to another strategy', () => {
    const request = {};
    setAuthentication(request, authentication);
    unsetAnonymous(request);

    expect(authenticationOf(request)).toBe(authentication);
  });
});
