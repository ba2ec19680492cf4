import { describe, expect, it } from 'vitest';
import { readUnverified } from '../../../lib/token/unverified-token.js';
import { codeOf } from '../errors/code-of.fixture.js';

/** Text or bytes as they are, anything else as JSON, in base64url. */
function encode(part: unknown): string {
  const text =
    typeof part === 'string' || part instanceof Uint8Array
      ? part
      : JSON.stringify(part);
  return Buffer.from(text).toString('base64url');
}

const goodHeader = { alg: 'RS256', kid: 'key' };
const goodClaims = { iss: 'https://issuer.example' };
const goodSignature = 'c2lnbg';

/** A token with a header and claims of one's own. */
function tokenOf(
  header: unknown = goodHeader,
  claims: unknown = goodClaims,
  signature = goodSignature,
): string {
  return `${encode(header)}.${encode(claims)}.${signature}`;
}

/** The code a token is refused with before any key is looked up. */
function codeFor(token: string): string | undefined {
  return codeOf(() => readUnverified(token));
}

describe('readUnverified', () => {
  it('finds the key id and the issuer', () => {
    expect(readUnverified(tokenOf())).toStrictEqual({
      kid: 'key',
      issuer: 'https://issuer.example',
    });
  });

  it.each([[undefined], [null], [7], [['https://issuer.example']]])(
    'hands over an issuer %j as it is',
    (iss) => {
      expect(readUnverified(tokenOf(goodHeader, { iss })).issuer).toEqual(iss);
    },
  );

  const [header, claims] = tokenOf().split('.') as [string, string];

  it.each([
    ['nothing', ''],
    ['a refresh token', 'opaque'],
    ['two parts', `${header}.${claims}`],
    ['an unsecured token', `${header}.${claims}.`],
    ['no header', `.${claims}.c2ln`],
    ['no claims', `${header}..c2ln`],
    ['four parts', `${header}.${claims}.c2ln.c2ln`],
    ['an empty fourth part', `${header}.${claims}.c2ln.`],
    ['an encrypted token', `${header}.a.b.c.d`],
    ['JSON serialisation', `{"payload":"${claims}","signatures":[]}`],
    ['a token in quotes', `"${tokenOf()}"`],
    ['a space before', ` ${tokenOf()}`],
    ['a line break after', `${tokenOf()}\n`],
    ['a padded header', `${header}=.${claims}.c2ln`],
    ['padded claims', `${header}.${claims}=.c2ln`],
    ['a padded signature', `${header}.${claims}.c2lnbg==`],
    ['plain base64 in the signature', `${header}.${claims}.c2l/`],
    ['plain base64 in the signature', `${header}.${claims}.+2ln`],
    ['other letters in the signature', `${header}.${claims}.c2lü`],
    ['a space in the claims', `${header}.${claims} .c2ln`],
    ['a letter without bytes as header', `e.${claims}.c2ln`],
  ])('refuses %s as malformed', (_what, token) => {
    expect(codeFor(token)).toBe('token_malformed');
  });

  const odd: [string, unknown][] = [
    ['no JSON', '{"alg":"RS256","kid":"key"'],
    ['a text', '"RS256"'],
    ['a number', '7'],
    ['true', 'true'],
    ['null', 'null'],
    ['a list', [goodHeader]],
    ['a byte order mark', `\ufeff${JSON.stringify(goodHeader)}`],
    [
      'bytes that are no UTF-8',
      Buffer.from('{"alg":"RS256","kid":"key","iss":"\xff"}', 'latin1'),
    ],
  ];

  it.each(odd)('refuses %s as header', (_what, part) => {
    expect(codeFor(tokenOf(part))).toBe('token_malformed');
  });

  it.each(odd)('refuses %s as claims', (_what, part) => {
    expect(codeFor(tokenOf(goodHeader, part))).toBe('token_malformed');
  });

  it("keeps nothing of the caller's text as cause", () => {
    const refused = (): unknown => readUnverified(tokenOf('mallory'));

    expect(refused).toThrow(
      expect.objectContaining({
        code: 'token_malformed',
        cause: undefined,
        message: 'The token is malformed',
      }),
    );
  });

  it('reads no member from a prototype that the token names', () => {
    const text = '{"__proto__":{"alg":"RS256","kid":"key"}}';

    expect(codeFor(tokenOf(text))).toBe('token_malformed');
  });

  it.each(['AA', 'AAA', 'AAAA', 'BBBBAA', 'c2lnbmF0dXJl', '_-_-'])(
    'takes a signature written %s',
    (signature) => {
      expect(codeFor(`${header}.${claims}.${signature}`)).toBeUndefined();
    },
  );

  it.each(['A', 'AB', 'AAB', 'AAAAA', 'BBBBAB', 'BBBBAAB'])(
    'refuses a signature written %s, which no signer does',
    (signature) => {
      expect(codeFor(`${header}.${claims}.${signature}`)).toBe(
        'signature_invalid',
      );
    },
  );

  it('judges the signature last', () => {
    expect(codeFor(`${header}.${encode('no JSON')}.AB`)).toBe(
      'token_malformed',
    );
  });
});

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
