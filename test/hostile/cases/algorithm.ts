import { constants, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import { claimsOf, encode, forge } from '../harness/forge.js';
import type { HeldKey } from '../harness/held-key.js';
import { show, type HostileCase } from '../harness/hostile-case.js';

const nones = ['none', 'None', 'NONE', 'nOnE', 'none ', '', 'null'];

/** Values of `alg` that are not RS256, whatever a careless comparison says. */
const otherAlgorithms: readonly unknown[] = [
  ...nones,
  ...['RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'RS1', 'RS'],
  ...['ES256', 'ES384', 'ES512', 'ES256K', 'EdDSA', 'Ed25519'],
  ...['HS256', 'HS384', 'HS512', 'HS1', 'RSA-OAEP', 'RSA1_5', 'dir', 'A128KW'],
  ...['rs256', 'Rs256', 'rS256', 'RS256 ', ' RS256', 'RS256\0', 'RS256\n'],
  ...['RS-256', 'RS_256', 'RS2560', 'SHA256', 'RSA-SHA256', 'RS256,none'],
  ...['R\u0405256', '\uff32\uff33256', 'RS256\u200b', '*', '.*', 'RS256|none'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'],
  ...[undefined, null, true, false, 0, 1, 256, -1],
  ...[[], {}, ['RS256'], [['RS256']], ['none', 'RS256'], { alg: 'RS256' }],
  { toString: 'RS256', length: 5 },
  { 0: 'R', 1: 'S', length: 5 },
];

/** The algorithm in the header: only RS256 counts, and only by that name. */
export function* algorithmCases(
  pool: TestUserPool,
  key: HeldKey,
): Generator<HostileCase> {
  for (const alg of otherAlgorithms) {
    yield {
      name: `alg ${show(alg)} over a genuine RS256 signature`,
      token: pool.sign({
        claims: claimsOf(pool.accessToken()),
        header: { alg },
      }),
      expected: 'token_malformed',
    };
  }
  yield* unsigned(pool, key);
  yield* symmetric(pool, key);
  yield* asymmetric(pool, key);
}

function* unsigned(pool: TestUserPool, key: HeldKey): Generator<HostileCase> {
  const claims = encode(claimsOf(pool.accessToken()));
  for (const alg of [...nones, 'RS256']) {
    const input = `${encode({ alg, kid: key.kid })}.${claims}`;
    for (const token of [input, `${input}.`, `${input}..`]) {
      yield {
        name: `alg ${show(alg)}, no signature, ${token.split('.').length} parts`,
        token,
        expected: 'token_malformed',
      };
    }
  }
}

/** Key confusion: what everybody knows, taken for a secret. */
function* symmetric(pool: TestUserPool, key: HeldKey): Generator<HostileCase> {
  const claims = claimsOf(pool.accessToken());
  for (const [name, secret] of Object.entries(publicTexts(pool, key))) {
    for (const bits of [256, 384, 512]) {
      const hmac = (input: string) =>
        createHmac(`sha${bits}`, secret).update(input).digest();
      yield {
        name: `HS${bits} with ${name}`,
        token: forge({ alg: `HS${bits}`, kid: key.kid }, claims, hmac),
        expected: 'token_malformed',
      };
      yield {
        name: `HS${bits} with ${name}, declared as RS256`,
        token: forge({ alg: 'RS256', kid: key.kid }, claims, hmac),
        expected: 'signature_invalid',
      };
    }
  }
}

function publicTexts(
  { clientId, userPoolId }: TestUserPool,
  { publicKey, jwk, kid }: HeldKey,
): Record<string, string | Buffer> {
  const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
  return {
    'the public key as PEM': pem,
    'the public key as PEM, trimmed': pem.trim(),
    'the public key as PKCS #1 PEM': publicKey.export({
      format: 'pem',
      type: 'pkcs1',
    }),
    'the public key as DER': publicKey.export({ format: 'der', type: 'spki' }),
    'the JWK': JSON.stringify(jwk),
    'the modulus': Buffer.from(jwk.n ?? '', 'base64url'),
    'the text of the modulus': jwk.n ?? '',
    'the key id': kid,
    'the client id': clientId,
    'the user pool id': userPoolId,
    nothing: '',
  };
}

/** Good signatures of other kinds, some of them by the genuine key. */
function* asymmetric(pool: TestUserPool, key: HeldKey): Generator<HostileCase> {
  const claims = claimsOf(pool.accessToken());
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const ed = generateKeyPairSync('ed25519').privateKey;
  const rsa = key.privateKey;
  const pss = {
    key: rsa,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  };
  const signers = {
    RS384: (input: string) => sign('sha384', Buffer.from(input), rsa),
    RS512: (input: string) => sign('sha512', Buffer.from(input), rsa),
    PS256: (input: string) => sign('sha256', Buffer.from(input), pss),
    PS384: (input: string) => sign('sha384', Buffer.from(input), pss),
    PS512: (input: string) => sign('sha512', Buffer.from(input), pss),
    ES256: (input: string) =>
      sign('sha256', Buffer.from(input), {
        key: ec,
        dsaEncoding: 'ieee-p1363',
      }),
    EdDSA: (input: string) => sign(null, Buffer.from(input), ed),
  };
  for (const [alg, signer] of Object.entries(signers)) {
    yield {
      name: `a good ${alg} signature`,
      token: forge({ alg, kid: key.kid }, claims, signer),
      expected: 'token_malformed',
    };
    yield {
      name: `a good ${alg} signature, declared as RS256`,
      token: forge({ alg: 'RS256', kid: key.kid }, claims, signer),
      expected: 'signature_invalid',
    };
  }
  yield {
    name: 'a good RS256 signature by the key the test holds',
    token: key.sign(claims),
    expected: 'let in',
  };
}
