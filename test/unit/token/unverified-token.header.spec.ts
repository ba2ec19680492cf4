import { describe, expect, it } from 'vitest';
import { readUnverified } from '../../../lib/token/unverified-token.js';
import { codeFor, goodHeader, tokenOf } from './unverified.js';

describe('The header of a token', () => {
  it.each([
    'none',
    'None',
    'rs256',
    'RS256 ',
    'RS384',
    'RS512',
    'PS256',
    'ES256',
    'EdDSA',
    'HS256',
    '',
    null,
    undefined,
    256,
    ['RS256'],
    { toString: 'RS256' },
  ])('is refused with alg %j', (alg) => {
    expect(codeFor(tokenOf({ ...goodHeader, alg }))).toBe('token_malformed');
  });

  it.each([undefined, null, '', 7, true, ['key'], { kid: 'key' }])(
    'is refused with kid %j',
    (kid) => {
      expect(codeFor(tokenOf({ ...goodHeader, kid }))).toBe('token_malformed');
    },
  );

  it.each(['__proto__', 'constructor', '../../etc/passwd', '+/=', ' '])(
    'may name any key, such as "%s"',
    (kid) => {
      const token = tokenOf(`{"alg":"RS256","kid":${JSON.stringify(kid)}}`);

      expect(readUnverified(token).kid).toBe(kid);
    },
  );

  it.each([
    { crit: [] },
    { crit: ['exp'] },
    { crit: null },
    { b64: false },
    { b64: true },
    { b64: null },
    { zip: 'DEF' },
    { zip: null },
  ])('is refused with %j, which changes the rules', (member) => {
    expect(codeFor(tokenOf({ ...goodHeader, ...member }))).toBe(
      'token_malformed',
    );
  });

  it.each(['JWT', 'jwt', 'at+jwt', 'AT+JWT', 'application/at+jwt'])(
    'may have typ %s',
    (typ) => {
      expect(codeFor(tokenOf({ ...goodHeader, typ }))).toBeUndefined();
    },
  );

  it.each(['', 'JOSE', 'logout+jwt', 'dpop+jwt', 'jwt ', null, 7, ['JWT']])(
    'is refused with typ %j',
    (typ) => {
      expect(codeFor(tokenOf({ ...goodHeader, typ }))).toBe('token_malformed');
    },
  );

  it('may name keys and certificates, which are not looked at', () => {
    const named = {
      jku: 'https://evil.example/jwks.json',
      jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' },
      x5u: 'https://evil.example/cert.pem',
      x5c: ['MIIB'],
      cty: 'JWT',
    };
    const token = tokenOf({ ...goodHeader, ...named });

    expect(readUnverified(token)).toStrictEqual({
      kid: 'key',
      issuer: 'https://issuer.example',
    });
  });
});
