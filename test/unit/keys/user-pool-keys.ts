import type { KeySource } from '../../../lib/keys/key-source.js';
import { UserPoolKeys } from '../../../lib/keys/user-pool-keys.js';
import { pool, resolve } from '../options/given.js';
import type { PublishedKeySets } from './published.js';

const issuers = ['https://a.example/pool', 'https://b.example/pool'];

export const [addressOfA, addressOfB] = issuers.map(
  (issuer) => `${issuer}/.well-known/jwks.json`,
) as [string, string];

/** The keys of a pool with two issuers. */
export function keysOf(
  published: PublishedKeySets,
  options: object = {},
): UserPoolKeys {
  const settings = resolve({
    ...pool,
    name: 'customers',
    issuer: issuers,
    keys: { fetch: published.fetch },
    ...options,
  });
  const [userPool] = settings.userPools;
  if (userPool === undefined) {
    throw new Error('There is no pool');
  }
  const closed = new AbortController().signal;
  return new UserPoolKeys(userPool, settings.keys, closed);
}

/** The keys at an address that must be there. */
export function at(keys: UserPoolKeys, address: string): KeySource {
  const source = keys.at(address);
  if (source === undefined) {
    throw new Error(`There is no key set at ${address}`);
  }
  return source;
}

/** Fetches a key set anew, as a refresh does. */
export function refresh(keys: UserPoolKeys, address: string): Promise<unknown> {
  return at(keys, address)
    .prefetch()
    .catch(() => undefined);
}
