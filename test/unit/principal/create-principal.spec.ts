import { describe, expect, it } from 'vitest';
import { createPrincipal } from '../../../lib/principal/create-principal.js';
import type {
  AccessTokenClaims,
  IdTokenClaims,
} from '../../../lib/token/claims.js';

const origin = { userPoolId: 'eu-west-1_AbC', name: 'customers' };

const accessClaims: AccessTokenClaims = {
  iss: 'https://issuer.example',
  sub: 'sub-of-alice',
  token_use: 'access',
  client_id: 'client',
  username: 'alice',
  scope: 'orders/read orders/write',
  'cognito:groups': ['admin', 'staff'],
  auth_time: 1_799_999_000,
  iat: 1_800_000_000,
  exp: 1_800_003_600,
};

const idClaims: IdTokenClaims = {
  iss: 'https://issuer.example',
  sub: 'sub-of-alice',
  token_use: 'id',
  aud: 'client',
  'cognito:username': 'alice',
  'cognito:groups': ['admin'],
  email: 'alice@example.com',
  iat: 1_800_000_000,
  exp: 1_800_003_600,
};

describe('createPrincipal', () => {
  it('makes a user of an access token', () => {
    expect(createPrincipal({ ...accessClaims }, origin)).toStrictEqual({
      kind: 'user',
      tokenUse: 'access',
      sub: 'sub-of-alice',
      username: 'alice',
      email: undefined,
      groups: ['admin', 'staff'],
      scopes: ['orders/read', 'orders/write'],
      clientId: 'client',
      userPoolId: 'eu-west-1_AbC',
      userPool: 'customers',
      issuedAt: 1_800_000_000,
      expiresAt: 1_800_003_600,
      authTime: 1_799_999_000,
      claims: accessClaims,
    });
  });

  it('makes a user of an ID token', () => {
    expect(createPrincipal({ ...idClaims }, origin)).toStrictEqual({
      kind: 'user',
      tokenUse: 'id',
      sub: 'sub-of-alice',
      username: 'alice',
      email: 'alice@example.com',
      groups: ['admin'],
      scopes: [],
      clientId: 'client',
      userPoolId: 'eu-west-1_AbC',
      userPool: 'customers',
      issuedAt: 1_800_000_000,
      expiresAt: 1_800_003_600,
      authTime: undefined,
      claims: idClaims,
    });
  });

  it('makes a machine of an access token without username', () => {
    const { username, ...claims } = accessClaims;
    const principal = createPrincipal(claims, origin);

    expect(username).toBe('alice');
    expect(principal.kind).toBe('machine');
    expect(principal.tokenUse).toBe('access');
    expect(principal.username).toBeUndefined();
    expect(principal.scopes).toEqual(['orders/read', 'orders/write']);
  });

  it('keeps an ID token without a name a user', () => {
    const { 'cognito:username': name, ...claims } = idClaims;
    const principal = createPrincipal(claims, origin);

    expect(name).toBe('alice');
    expect(principal.kind).toBe('user');
    expect(principal.username).toBeUndefined();
  });

  it('takes each name from the claim of its kind of token', () => {
    expect(
      createPrincipal(
        { ...accessClaims, 'cognito:username': 'mallory' },
        origin,
      ).username,
    ).toBe('alice');
    expect(
      createPrincipal({ ...idClaims, username: 'mallory' }, origin).username,
    ).toBe('alice');
  });

  it('freezes the principal and its claims', () => {
    const principal = createPrincipal(structuredClone(accessClaims), origin);

    expect(Object.isFrozen(principal)).toBe(true);
    expect(Object.isFrozen(principal.groups)).toBe(true);
    expect(Object.isFrozen(principal.scopes)).toBe(true);
    expect(Object.isFrozen(principal.claims)).toBe(true);
    expect(Object.isFrozen(principal.claims['cognito:groups'])).toBe(true);
  });
});

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
