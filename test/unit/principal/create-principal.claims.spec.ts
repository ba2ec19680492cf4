import { describe, expect, it } from 'vitest';
import { createPrincipal } from '../../../lib/principal/create-principal.js';
import { accessClaims, idClaims, origin } from './claims.js';

/** The principal of an access token with a claim that is not as its type says. */
const withClaim = (name: string, value: unknown) =>
  createPrincipal({ ...accessClaims, [name]: value }, origin);

describe('The principal of odd claims', () => {
  it.each([
    undefined,
    null,
    'admin',
    'admin,staff',
    7,
    { 0: 'admin', length: 1 },
    ['admin', 7],
    [['admin']],
    [null],
  ])('finds no groups in %j', (groups) => {
    expect(withClaim('cognito:groups', groups).groups).toEqual([]);
  });

  it('feeds groups from cognito:groups alone', () => {
    const claims = {
      ...idClaims,
      'cognito:groups': undefined,
      'cognito:roles': ['admin'],
      groups: ['admin'],
      roles: ['admin'],
      'custom:groups': ['admin'],
    };

    expect(createPrincipal(claims, origin).groups).toEqual([]);
  });

  it.each([
    ['', []],
    [' ', []],
    ['a', ['a']],
    [' a  b ', ['a', 'b']],
    ['a\tb', ['a\tb']],
    [undefined, []],
    [null, []],
    [7, []],
    [['a', 'b'], []],
  ])('reads the scopes of %j as %j', (scope, scopes) => {
    expect(withClaim('scope', scope).scopes).toEqual(scopes);
  });

  it('gives an ID token no scopes, whatever it claims', () => {
    expect(
      createPrincipal({ ...idClaims, scope: 'orders/read' }, origin).scopes,
    ).toEqual([]);
  });

  it.each([undefined, null, 7, ['alice@example.com']])(
    'finds no email in %j',
    (email) => {
      expect(withClaim('email', email).email).toBeUndefined();
    },
  );

  it.each([undefined, null, '1799999000', [1], Infinity, NaN])(
    'finds no time of sign-in in %s',
    (authTime) => {
      expect(withClaim('auth_time', authTime).authTime).toBeUndefined();
    },
  );
});
