import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { SigningJwk } from '../../../../lib/options/user-pool-options.interface.js';

/** An RSA key and how a key set publishes it. */
export interface RsaKey {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
  readonly jwk: SigningJwk;
}

export function rsaKey(
  kid: string,
  { modulusLength = 2048, publicExponent = 65_537 } = {},
): RsaKey {
  const pair = generateKeyPairSync('rsa', { modulusLength, publicExponent });
  return { ...pair, jwk: { ...pair.publicKey.export({ format: 'jwk' }), kid } };
}
