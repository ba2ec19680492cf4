import { createPublicKey, type KeyObject } from 'node:crypto';
import type { SigningJwk } from '../options/user-pool-options.interface.js';

/** The signing keys of one key set, by key id. */
export type SigningKeys = ReadonlyMap<string, KeyObject>;

/** Gets a key set, as parsed JSON. */
export type KeySetReader = (jwksUri: string) => Promise<unknown>;

const minModulusLength = 2048;
const minPublicExponent = 65_537n;

/**
 * Reads a key set with jwks-rsa into keys that need no parsing when a token is
 * verified. jwks-rsa's own cache and rate limit are off: the first keeps single
 * keys where the whole set is needed, and the second lets anyone with random
 * key ids use up what the real keys need. A bad entry does not spoil the others.
 *
 * @throws Error for a key set that cannot be read or has no key to verify with.
 */
export async function readSigningKeys(
  jwksUri: string,
  read: KeySetReader,
): Promise<SigningKeys> {
  // Loading jwks-rsa takes longer than the rest of this package: the first key
  // set is on its way meanwhile.
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
    // Of two keys with one id, the first: a later entry must not displace it.
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
 * A newly fetched key set, with the objects of the keys that were known before:
 * what was verified with one of them still counts as verified with it.
 */
export function carryOver(
  known: SigningKeys,
  fetched: SigningKeys,
): SigningKeys {
  return new Map(
    Array.from(fetched, ([kid, key]) => {
      const before = known.get(kid);
      return [kid, before?.equals(key) ? before : key];
    }),
  );
}

/** The entries that are meant for verifying RS256 signatures. */
function verificationJwks(keySet: unknown): SigningJwk[] {
  const keys: unknown =
    typeof keySet === 'object' && keySet !== null && 'keys' in keySet
      ? keySet.keys
      : undefined;
  const usable = Array.isArray(keys) ? keys.filter(isVerificationJwk) : [];
  if (usable.length === 0) {
    throw new Error('the answer is no key set with a key for RS256');
  }
  return usable;
}

/** RFC 7517 §4: what the entry says of its own purpose. */
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
    // A private key in a public place is nobody's signature any more.
    d === undefined
  );
}

/** Below 2048 bits or with a tiny exponent, signatures can be forged (RFC 7518 §3.3). */
function isStrong(key: KeyObject): boolean {
  const { modulusLength = 0, publicExponent = 0n } =
    key.asymmetricKeyDetails ?? {};
  return (
    modulusLength >= minModulusLength && publicExponent >= minPublicExponent
  );
}
