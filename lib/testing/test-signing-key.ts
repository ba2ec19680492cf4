import {
  generateKeyPair,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';

/** The public half of a signing key, as a user pool publishes it (RFC 7517). */
// A type, not an interface: only a type fits where an open-ended JWK is asked for.
export type TestJwk = {
  /** Algorithm of the signatures. */
  alg: 'RS256';
  /** Public exponent, in base64url. */
  e: string;
  /** Key id: the header of a token names its key by this. */
  kid: string;
  /** Key type. */
  kty: 'RSA';
  /** Modulus, in base64url. */
  n: string;
  /** Purpose of the key: signatures. */
  use: 'sig';
};

/** The public signing keys of a user pool (RFC 7517 section 5). */
export type TestKeySet = {
  /** One key signs access tokens and another ID tokens. */
  keys: TestJwk[];
};

/**
 * The header or the claims of a token that is to be signed: an object is
 * written as JSON, without its `undefined` members; a string or bytes are taken
 * as they stand, so that they need not be JSON at all.
 */
export type TestTokenPart =
  Readonly<Record<string, unknown>> | string | Uint8Array;

/** An RSA-2048 key pair that signs tokens as Cognito does. */
export class TestSigningKey {
  readonly #jwk: TestJwk;
  readonly #privateKey: KeyObject;

  private constructor(jwk: TestJwk, privateKey: KeyObject) {
    this.#jwk = jwk;
    this.#privateKey = privateKey;
  }

  static async generate(): Promise<TestSigningKey> {
    const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
      modulusLength: 2048,
    });
    const { e = '', n = '' } = publicKey.export({ format: 'jwk' });
    return new TestSigningKey(
      { alg: 'RS256', e, kid: randomKid(), kty: 'RSA', n, use: 'sig' },
      privateKey,
    );
  }

  /** A copy of its own for each caller. */
  jwk(): TestJwk {
    return { ...this.#jwk };
  }

  /**
   * A compact JWS (RFC 7515 section 7.1). The signature is RS256 whatever the
   * header says; members of `header` stand in place of Cognito's own.
   */
  sign(claims: TestTokenPart, header: TestTokenPart = {}): string {
    const { kid, alg } = this.#jwk;
    const signingInput = [
      encode(isStringOrBytes(header) ? header : { kid, alg, ...header }),
      encode(claims),
    ].join('.');
    const signature = sign(
      'sha256',
      Buffer.from(signingInput),
      this.#privateKey,
    );
    return `${signingInput}.${signature.toString('base64url')}`;
  }
}

function isStringOrBytes(part: TestTokenPart): part is string | Uint8Array {
  return typeof part === 'string' || part instanceof Uint8Array;
}

function encode(part: TestTokenPart): string {
  const text = isStringOrBytes(part) ? part : JSON.stringify(part);
  return Buffer.from(text).toString('base64url');
}

/**
 * Cognito's key ids are base64 of 32 bytes. This one always has the `+`, `/`
 * and `=` in it that a careless lookup by URL or file name trips over.
 */
function randomKid(): string {
  return `+/${randomBytes(32).toString('base64').slice(2)}`;
}
