import { describe, expect, it } from 'vitest';
import { expectRefused, resolvePool } from './options.fixture.js';

const secure =
  'an https: URL (http: is for loopback hosts, or with allowInsecureJwksUri: true)';

const jwks = { keys: [{ kty: 'RSA' }] };

const addressesOf = (options: object) =>
  resolvePool(options).issuers.map(({ jwksUri }) => jwksUri);

describe('jwksUri', () => {
  it.each([
    'https://keys.example/jwks.json',
    'https://keys.example/',
    'https://keys.example/jwks.json?v=1',
  ])('can be %s, for all issuers', (jwksUri) => {
    expect(addressesOf({ jwksUri })).toEqual([jwksUri, jwksUri]);
  });

  it.each([
    'https://keys.example/#a',
    'https://keys.example/#',
    'ftp://keys.example/',
    'file:///jwks.json',
    'keys.example/jwks.json',
    '',
  ])('cannot be "%s"', (jwksUri) => {
    expectRefused(
      { jwksUri },
      'jwksUri',
      `must be an http(s) URL without fragment and credentials, but is "${jwksUri.replace(/#.*/, '#…')}"`,
    );
  });

  it.each(['user:secret', 'user', ':secret'])(
    'cannot sign in as %s, and does not show it',
    (credentials) => {
      expectRefused(
        { jwksUri: `https://${credentials}@keys.example/` },
        'jwksUri',
        'must be an http(s) URL without fragment and credentials, but is "https://…@keys.example/"',
      );
    },
  );

  it.each([7, ['https://keys.example/']])('cannot be %j', (jwksUri) => {
    expectRefused(
      { jwksUri },
      'jwksUri',
      `must be an http(s) URL without fragment and credentials, but is ${JSON.stringify(jwksUri)}`,
    );
  });
});

describe('http: for the key set', () => {
  const loopback = [
    'http://localhost:9229/jwks.json',
    'http://LOCALHOST/jwks.json',
    'http://127.0.0.1/jwks.json',
    'http://127.255.255.254:8080/jwks.json',
    'http://127.1/jwks.json',
    'http://[::1]:9229/jwks.json',
  ];

  const elsewhere = [
    'http://keys.example/jwks.json',
    'http://localhost.keys.example/jwks.json',
    'http://notlocalhost/jwks.json',
    'http://127.0.0.1.keys.example/jwks.json',
    'http://128.0.0.1/jwks.json',
    'http://10.0.0.1/jwks.json',
    'http://0.0.0.0/jwks.json',
    'http://[::2]/jwks.json',
    'http://[::ffff:7f00:1]/jwks.json',
  ];

  it.each(loopback)('is for loopback hosts such as %s', (jwksUri) => {
    expect(addressesOf({ jwksUri })).toEqual([jwksUri, jwksUri]);
  });

  it.each(elsewhere)('is not for %s', (jwksUri) => {
    expectRefused(
      { jwksUri },
      'jwksUri',
      `must be ${secure}, but is "${jwksUri}"`,
    );
  });

  it.each(elsewhere)('can be allowed for %s', (jwksUri) => {
    expect(addressesOf({ jwksUri, allowInsecureJwksUri: true })).toEqual([
      jwksUri,
      jwksUri,
    ]);
  });

  it('is not allowed by false', () => {
    expectRefused(
      { jwksUri: 'http://keys.example/', allowInsecureJwksUri: false },
      'jwksUri',
      `must be ${secure}, but is "http://keys.example/"`,
    );
  });

  describe('derived from an issuer', () => {
    const issuer = 'http://issuer.example/pool';

    it('is for loopback hosts', () => {
      expect(addressesOf({ issuer: 'http://localhost:9229/pool' })).toEqual([
        'http://localhost:9229/pool/.well-known/jwks.json',
      ]);
    });

    it('is not for others', () => {
      expectRefused(
        { issuer },
        'issuer',
        `must be on ${secure}, but is "http://issuer.example/pool"`,
      );
      expectRefused(
        { issuer: ['https://issuer.example/pool', issuer] },
        'issuer',
        `must be on ${secure}, but is ["https://issuer.example/pool", "http://issuer.example/pool"]`,
      );
    });

    it('does not matter where nothing is fetched from there', () => {
      expect(addressesOf({ issuer, jwks })).toHaveLength(1);
      expect(addressesOf({ issuer, jwksUri: 'https://keys.example/' })).toEqual(
        ['https://keys.example/'],
      );
    });

    it('can be allowed', () => {
      expect(addressesOf({ issuer, allowInsecureJwksUri: true })).toEqual([
        'http://issuer.example/pool/.well-known/jwks.json',
      ]);
    });
  });
});

describe('allowInsecureJwksUri', () => {
  it('must be a flag', () => {
    expectRefused(
      { allowInsecureJwksUri: 'yes' },
      'allowInsecureJwksUri',
      'must be true or false, but is "yes"',
    );
  });
});
