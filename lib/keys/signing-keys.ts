import { createPublicKey, type KeyObject } from 'node:crypto';
import type { SigningJwk } from '../options/user-pool-options.interface.js';

/** Maps each key id of a key set to its signing key. */
export type SigningKeys = ReadonlyMap<string, KeyObject>;

/** Returns a key set as parsed JSON. */
export type KeySetReader = (jwksUri: string) => Promise<unknown>;

const minModulusLength = 2048;
const minPublicExponent = 65_537n;

/**
 * Reads a key set with jwks-rsa, so that verifying a token parses no key.
 * jwks-rsa's own cache and rate limit are off. Its cache keeps single keys, but
 * `KeySet` replaces whole sets. Its rate limit counts random key ids too, so
 * anyone could use it up. An unusable entry does not affect the others.
 *
 * @throws Error if the key set cannot be read or has no key that can verify.
 */
export async function readSigningKeys(
  jwksUri: string,
  read: KeySetReader,
): Promise<SigningKeys> {
  // jwks-rsa takes longer to load than the rest of this package, so the first
  // key set is fetched meanwhile.
  const [{ JwksClient }, keySet] = await Promise.all([
    import('jwks-rsa'),
    read(jwksUri),
  ]);
  const client = new JwksClient({
    jwksUri,
    cache: false,
    rateLimit: false,
    fetcher: () => Promise.resolve({ keys: verificationJwks(keySet) }),
  });
  const keys = new Map<string, KeyObject>();
  for (const published of await client.getSigningKeys()) {
    const key = createPublicKey(published.getPublicKey());
    // The first of two keys with one id wins: a later entry must not replace it.
    if (isStrong(key) && !keys.has(published.kid)) {
      keys.set(published.kid, key);
    }
  }
  if (keys.size === 0) {
    throw new Error('the key set has no RSA key of at least 2048 bits');
  }
  return keys;
}

/**
 * Returns the fetched keys, but keeps the object of each unchanged key. The
 * token cache compares these objects, so tokens of unchanged keys stay cached.
 */
export function carryOver(
  known: SigningKeys,
  fetched: SigningKeys,
): SigningKeys {
  return new Map(
    Array.from(fetched, ([kid, key]) => {
      const knownKey = known.get(kid);
      return [kid, knownKey?.equals(key) ? knownKey : key];
    }),
  );
}

/** Returns the entries that are meant for verifying RS256 signatures. */
function verificationJwks(keySet: unknown): SigningJwk[] {
  const keys: unknown =
    typeof keySet === 'object' && keySet !== null && 'keys' in keySet
      ? keySet.keys
      : undefined;
  const usable = Array.isArray(keys) ? keys.filter(isVerificationJwk) : [];
  if (usable.length === 0) {
    throw new Error('not a JSON Web Key Set with an RSA key for RS256');
  }
  return usable;
}

/** Returns whether an entry declares an RS256 verification key (RFC 7517 §4). */
function isVerificationJwk(entry: unknown): entry is SigningJwk {
  if (typeof entry !== 'object' || entry === null) {
    return false;
  }
  const { kty, kid, use, alg, n, e, d } = entry as SigningJwk;
  return (
    kty === 'RSA' &&
    typeof kid === 'string' &&
    kid !== '' &&
    (use === undefined || use === 'sig') &&
    (alg === undefined || alg === 'RS256') &&
    typeof n === 'string' &&
    typeof e === 'string' &&
    // Anyone can sign with a private key that was published.
    d === undefined
  );
}

/** Signatures can be forged below 2048 bits or with a tiny exponent (RFC 7518 §3.3). */
function isStrong(key: KeyObject): boolean {
  const { modulusLength = 0, publicExponent = 0n } =
    key.asymmetricKeyDetails ?? {};
  return (
    modulusLength >= minModulusLength && publicExponent >= minPublicExponent
  );
}
