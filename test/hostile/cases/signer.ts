import { constants, createHash, privateEncrypt, sign } from 'node:crypto';
import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import { claimsOf, forge, headerOf, type Members } from '../harness/forge.js';
import type { HeldKey } from '../harness/held-key.js';
import type { HostileCase } from '../harness/hostile-case.js';

/** Who signed: other keys than the one that is named, and that one otherwise. */
export function* signerCases(
  pool: TestUserPool,
  impostor: TestUserPool,
  key: HeldKey,
): Generator<HostileCase> {
  yield* otherSigners(pool, impostor);
  yield* otherPaddings(claimsOf(pool.accessToken()), key);
}

function* otherSigners(
  pool: TestUserPool,
  impostor: TestUserPool,
): Generator<HostileCase> {
  const claims = claimsOf(pool.accessToken());
  const ids = {
    "the pool's key": headerOf(pool.accessToken()),
    "the pool's other key": headerOf(pool.idToken()),
    'a key of their own': headerOf(impostor.accessToken()),
  };
  for (const [name, header] of Object.entries(ids)) {
    for (const key of ['access', 'id'] as const) {
      yield {
        name: `an impostor's ${key} key, under the id of ${name}`,
        token: impostor.sign({ claims, header, key }),
        expected: 'signature_invalid',
      };
    }
  }
  yield {
    name: "the pool's other key, under its own id",
    token: pool.sign({ claims, key: 'id' }),
    expected: 'let in',
  };
}

/** What the genuine key makes, but not as RS256 has it (RFC 8017 §8.2). */
function* otherPaddings(claims: Members, key: HeldKey): Generator<HostileCase> {
  const { privateKey, kid, jwk } = key;
  const digest = (input: string) => createHash('sha256').update(input).digest();
  const modulus = BigInt(
    `0x${Buffer.from(jwk.n ?? '', 'base64url').toString('hex')}`,
  );
  const { RSA_PKCS1_PADDING: padding, RSA_NO_PADDING } = constants;
  const padded = (text: Uint8Array) =>
    privateEncrypt({ key: privateKey, padding }, text);
  const raw = (block: Uint8Array) =>
    privateEncrypt({ key: privateKey, padding: RSA_NO_PADDING }, block);
  const signers: Record<string, (input: string) => Uint8Array> = {
    'RSA with SHA-1': (input) => sign('sha1', Buffer.from(input), privateKey),
    'RSA with SHA-512/256': (input) =>
      sign('sha512-256', Buffer.from(input), privateKey),
    'the digest without its name': (input) => padded(digest(input)),
    'the digest without padding': (input) =>
      raw(Buffer.concat([Buffer.alloc(224), digest(input)])),
    'short padding and garbage': (input) =>
      raw(
        Buffer.concat([
          Buffer.of(0, 1, 255, 0),
          digest(input),
          Buffer.alloc(220),
        ]),
      ),
    'the signature plus the modulus': (input) => {
      const sum =
        BigInt(`0x${Buffer.from(key.rs256(input)).toString('hex')}`) + modulus;
      const hex = sum.toString(16);
      return Buffer.from(
        hex.padStart(hex.length + (hex.length % 2), '0'),
        'hex',
      );
    },
    'a signature of other claims': (input) => key.rs256(`${input}x`),
    'a signature of the claims alone': (input) =>
      key.rs256(input.split('.')[1] ?? ''),
  };
  for (const [name, signer] of Object.entries(signers)) {
    yield {
      name,
      token: forge({ alg: 'RS256', kid }, claims, signer),
      expected: 'signature_invalid',
    };
  }
}
