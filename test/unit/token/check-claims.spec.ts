import { describe, expect, it } from 'vitest';
import { accessClaims, codeFor, idClaims, now } from './claims.fixture.js';

const notStrings = [undefined, null, '', 7, true, ['client'], { a: 1 }];

describe('checkClaims', () => {
  it('accepts what Cognito writes', () => {
    expect(codeFor(accessClaims)).toBeUndefined();
    expect(codeFor(idClaims)).toBeUndefined();
  });

  it('checks the times first, so that an expired token is told as such', () => {
    expect(codeFor({ exp: now, iat: now })).toBe('token_expired');
    expect(codeFor({ exp: now + 60, iat: now })).toBe('token_use_mismatch');
  });
});

describe('token_use', () => {
  it.each([undefined, null, '', 'refresh', 'Access', 'ID', ['access'], 1])(
    'is refused as %j',
    (token_use) => {
      expect(codeFor({ ...accessClaims, ...idClaims, token_use })).toBe(
        'token_use_mismatch',
      );
    },
  );

  it('must be one that the pool accepts', () => {
    const access = { tokenUse: new Set(['access'] as const) };
    const id = { tokenUse: new Set(['id'] as const) };

    expect(codeFor(accessClaims, access)).toBeUndefined();
    expect(codeFor(idClaims, access)).toBe('token_use_mismatch');
    expect(codeFor(accessClaims, id)).toBe('token_use_mismatch');
    expect(codeFor(idClaims, id)).toBeUndefined();
  });
});

describe('The client', () => {
  const claimsWith = {
    access: (client: unknown) => ({ ...accessClaims, client_id: client }),
    id: (client: unknown) => ({ ...idClaims, aud: client }),
  };

  describe.each(['access', 'id'] as const)('of an %s token', (kind) => {
    const claims = claimsWith[kind];

    it('is one of those configured', () => {
      expect(codeFor(claims('client'))).toBeUndefined();
      expect(codeFor(claims('other-client'))).toBeUndefined();
      expect(codeFor(claims('Client'))).toBe('client_mismatch');
      expect(codeFor(claims('clien'))).toBe('client_mismatch');
    });

    it('is any client if null is configured', () => {
      expect(codeFor(claims('anyone'), { clientIds: null })).toBeUndefined();
    });

    it.each(notStrings)('is never %j', (client) => {
      expect(codeFor(claims(client))).toBe('client_mismatch');
      expect(codeFor(claims(client), { clientIds: null })).toBe(
        'client_mismatch',
      );
    });
  });

  it('is not read from the claim of the other kind of token', () => {
    expect(
      codeFor({ ...accessClaims, client_id: undefined, aud: 'client' }),
    ).toBe('client_mismatch');
    expect(codeFor({ ...idClaims, aud: undefined, client_id: 'client' })).toBe(
      'client_mismatch',
    );
  });
});

describe('The audience', () => {
  const policy = { audience: new Set(['https://api.example', 'urn:api']) };
  const claims = (aud: unknown) => ({ ...accessClaims, aud });

  it.each([
    'https://api.example',
    ['https://api.example'],
    ['urn:other', 'urn:api'],
  ])('is met by %j', (aud) => {
    expect(codeFor(claims(aud), policy)).toBeUndefined();
  });

  it.each([
    undefined,
    null,
    '',
    'https://api.example/',
    'https://api',
    'client',
    [],
    [['urn:api']],
    [7],
    { 0: 'urn:api' },
  ])('is missed by %j', (aud) => {
    expect(codeFor(claims(aud), policy)).toBe('audience_mismatch');
  });

  it('is not checked if none is required', () => {
    expect(codeFor(claims('https://elsewhere.example'))).toBeUndefined();
    expect(codeFor(claims(7))).toBeUndefined();
  });

  it('is not checked for ID tokens, whose aud is the client', () => {
    expect(codeFor(idClaims, policy)).toBeUndefined();
  });
});

describe('sub', () => {
  it.each(notStrings)('is never %j', (sub) => {
    expect(codeFor({ ...accessClaims, sub })).toBe('token_malformed');
    expect(codeFor({ ...idClaims, sub })).toBe('token_malformed');
  });

  it('need not be a UUID', () => {
    expect(codeFor({ ...accessClaims, sub: 'client' })).toBeUndefined();
  });
});

describe('The user name', () => {
  it('may be missing', () => {
    expect(codeFor({ ...accessClaims, username: undefined })).toBeUndefined();
    expect(
      codeFor({ ...idClaims, 'cognito:username': undefined }),
    ).toBeUndefined();
  });

  it.each(notStrings.slice(1))('is never %j', (name) => {
    expect(codeFor({ ...accessClaims, username: name })).toBe(
      'token_malformed',
    );
    expect(codeFor({ ...idClaims, 'cognito:username': name })).toBe(
      'token_malformed',
    );
  });

  it('is checked only in the claim of its kind of token', () => {
    expect(codeFor({ ...accessClaims, 'cognito:username': 7 })).toBeUndefined();
    expect(codeFor({ ...idClaims, username: 7 })).toBeUndefined();
  });
});
