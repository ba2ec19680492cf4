import { CognitoStrategy } from '../authentication/cognito.strategy.js';
import {
  CognitoUnauthorizedException,
  isCognitoAuthException,
} from '../errors/exceptions.js';
import type { KeySets } from '../keys/key-sets.js';
import type {
  ResolvedOptions,
  ResolvedUserPool,
} from '../options/resolved-options.js';
import { readUnverified } from '../token/unverified-token.js';
import type { TokenFacts } from './token-facts.js';

/** The configured issuer that a token names. */
export interface FoundIssuer {
  readonly pool: ResolvedUserPool;
  readonly issuer: string;
  readonly jwksUri: string;
}

/** Finds the configured issuer that a token names. */
export function issuerOf(
  { claims }: TokenFacts,
  { userPools }: ResolvedOptions,
): FoundIssuer | undefined {
  return userPools
    .flatMap((pool) => pool.issuers.map((one) => ({ pool, ...one })))
    .find(({ issuer }) => issuer === claims['iss']);
}

/** Verifies the signature alone: the claims have checks of their own. */
export async function verifySignature(
  token: string,
  { pool, issuer, jwksUri }: FoundIssuer,
  keySets: KeySets,
): Promise<void> {
  const { kid } = readUnverified(token);
  const key = await keySets.of(pool, jwksUri).find(kid);
  if (key === undefined) {
    throw new CognitoUnauthorizedException('signature_invalid');
  }
  try {
    await new CognitoStrategy(pool, issuer).verify(token, key);
  } catch (error) {
    if (isCognitoAuthException(error) && error.code === 'signature_invalid') {
      throw error;
    }
  }
}
