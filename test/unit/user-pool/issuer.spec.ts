import { describe, expect, it } from 'vitest';
import {
  isCognitoIssuer,
  issuersOf,
  jwksUriOf,
  replicaIssuerOf,
} from '../../../lib/user-pool/issuer.js';

describe('issuersOf', () => {
  it('accepts the original and the updated issuer', () => {
    expect(issuersOf('eu-west-1_AbC', 'eu-west-1')).toEqual([
      'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC',
      'https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC',
    ]);
  });

  it('takes the DNS suffix of the partition', () => {
    expect(issuersOf('cn-northwest-1_AbC', 'cn-northwest-1')).toEqual([
      'https://cognito-idp.cn-northwest-1.amazonaws.com.cn/cn-northwest-1_AbC',
      'https://issuer-cognito-idp.cn-northwest-1.amazonaws.com.cn/cn-northwest-1_AbC',
    ]);
  });
});

describe('replicaIssuerOf', () => {
  it("has the replica's region as host and the primary's pool id", () => {
    expect(replicaIssuerOf('eu-west-1_AbC', 'us-east-2')).toBe(
      'https://cognito-idp.us-east-2.amazonaws.com/eu-west-1_AbC',
    );
  });
});

describe('jwksUriOf', () => {
  it('is the well-known address below the issuer', () => {
    expect(jwksUriOf('https://issuer.example/pool')).toBe(
      'https://issuer.example/pool/.well-known/jwks.json',
    );
  });
});

describe('isCognitoIssuer', () => {
  it.each([
    'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC',
    'https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC',
    'https://COGNITO-IDP.eu-west-1.amazonaws.com/eu-west-1_AbC',
    'https://cognito-idp.eusc-de-east-1.amazonaws.eu/eusc-de-east-1_AbC',
  ])('knows %s', (issuer) => {
    expect(isCognitoIssuer(new URL(issuer))).toBe(true);
  });

  it.each([
    'http://localhost:9229/local_1a2b3c',
    'http://cognito-idp/eu-west-1_AbC',
    'https://cognito-idpx.example/eu-west-1_AbC',
    'https://my-cognito-idp.example/eu-west-1_AbC',
    'https://cognito-idp-fips.eu-west-1.amazonaws.com/eu-west-1_AbC',
    'https://example.com/cognito-idp.eu-west-1.amazonaws.com',
  ])('leaves %s to others', (issuer) => {
    expect(isCognitoIssuer(new URL(issuer))).toBe(false);
  });
});
