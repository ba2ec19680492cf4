import { rsaKey } from './rsa.fixture.js';

export const good = rsaKey('good');
export const other = rsaKey('other');
export const short = rsaKey('short', { modulusLength: 1024 });
const almost = rsaKey('almost', { modulusLength: 2040 });
const weak = rsaKey('weak', { publicExponent: 3 });

/** Entries of a key set that are of no use. */
export const unusable: [string, unknown][] = [
  ['nothing', null],
  ['a string', 'key'],
  ['a number', 7],
  ['an empty entry', {}],
  ['a list', [good.jwk]],
  ['no key type', { ...good.jwk, kty: undefined }],
  ['a symmetric key', { kty: 'oct', kid: 'a', k: 'c2VjcmV0' }],
  ['a symmetric key with n and e', { ...good.jwk, kty: 'oct' }],
  ['an EC key type', { ...good.jwk, kty: 'EC' }],
  ['no key id', { ...good.jwk, kid: undefined }],
  ['an empty key id', { ...good.jwk, kid: '' }],
  ['a key id that is no string', { ...good.jwk, kid: 7 }],
  ['a key for encryption', { ...good.jwk, use: 'enc' }],
  ['a use that is no string', { ...good.jwk, use: null }],
  ['a key for RS512', { ...good.jwk, alg: 'RS512' }],
  ['a key for PS256', { ...good.jwk, alg: 'PS256' }],
  ['an alg that is no string', { ...good.jwk, alg: null }],
  ['no modulus', { ...good.jwk, n: undefined }],
  ['a modulus that is no string', { ...good.jwk, n: 7 }],
  ['no exponent', { ...good.jwk, e: undefined }],
  ['an exponent that is no string', { ...good.jwk, e: 65_537 }],
  ['a private key', { ...good.jwk, d: 'AQAB' }],
];

export const weakKeys: [string, unknown][] = [
  ['1024 bits', short.jwk],
  ['2040 bits', almost.jwk],
  ['the exponent 3', weak.jwk],
];

export const broken: [string, unknown][] = [
  ['an empty modulus', { ...good.jwk, n: '' }],
  ['a modulus of other letters', { ...good.jwk, n: '!' }],
  ['an empty exponent', { ...good.jwk, e: '' }],
];
