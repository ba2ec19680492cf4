import type { KeyFinder } from '../keys/key-source.js';
import type { ResolvedUserPool } from '../options/resolved-options.js';
import { CognitoStrategy } from './cognito.strategy.js';

/** An accepted issuer, with the strategy and the key set for its tokens. */
export interface Issuer {
  readonly pool: ResolvedUserPool;
  readonly strategy: CognitoStrategy;
  readonly keys: KeyFinder;
}

/** Makes the issuers of a user pool, by their names. */
export function issuersOf(
  pool: ResolvedUserPool,
  keysAt: (jwksUri: string) => KeyFinder,
): [name: string, issuer: Issuer][] {
  return pool.issuers.map(({ issuer, jwksUri }) => [
    issuer,
    {
      pool,
      strategy: new CognitoStrategy(pool, issuer),
      keys: keysAt(jwksUri),
    },
  ]);
}
