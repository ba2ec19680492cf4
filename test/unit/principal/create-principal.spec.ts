import { describe, expect, it } from 'vitest';
import { createPrincipal } from '../../../lib/principal/create-principal.js';
import { accessClaims, idClaims, origin } from './claims.js';

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
