import {
  generateKeyPair,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';

/** The public half of a signing key, as a user pool publishes it (RFC 7517 §4). */
// A type, not an interface: only a type is assignable to an index signature.
export type TestJwk = {
  /** Algorithm of the signatures. */
  alg: 'RS256';
  /** Public exponent, in base64url. */
  e: string;
  /** Key id; the header of a token names its signing key by this. */
  kid: string;
  /** Key type. */
  kty: 'RSA';
  /** Modulus, in base64url. */
  n: string;
  /** Purpose of the key: signatures. */
  use: 'sig';
};

/** The public signing keys of a user pool (RFC 7517 §5). */
export type TestKeySet = {
  /** One key signs access tokens and another ID tokens. */
  keys: TestJwk[];
};

/**
 * Header or claims of a token to sign. An object is written as JSON, without
 * its `undefined` members. A string or bytes are signed unchanged, so they need
 * not be JSON.
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

  /** Returns a new copy each time, so that no caller can change the key. */
  jwk(): TestJwk {
    return { ...this.#jwk };
  }

  /**
   * Returns a compact JWS (RFC 7515 §7.1). The signature is RS256 whatever the
   * header says. Members of `header` replace those that Cognito writes.
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
  const content = isStringOrBytes(part) ? part : JSON.stringify(part);
  return Buffer.from(content).toString('base64url');
}

/**
 * Returns a key id of 32 bytes in base64, as Cognito's are. It always contains
 * `+`, `/` and `=`, which break a careless lookup by URL or file name.
 */
function randomKid(): string {
  return `+/${randomBytes(32).toString('base64').slice(2)}`;
}
