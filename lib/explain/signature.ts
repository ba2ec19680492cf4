import type { Issuer } from '../authentication/issuer.js';
import type { Issuers } from '../authentication/issuers.js';
import {
  CognitoUnauthorizedException,
  isCognitoAuthException,
} from '../errors/exceptions.js';
import { readUnverified } from '../token/unverified-token.js';

/** @throws CognitoUnauthorizedException if the issuer is unknown. */
export async function findIssuer(
  issuers: Issuers,
  name: unknown,
): Promise<Issuer> {
  const issuer = await issuers.find(name);
  if (issuer === undefined) {
    throw new CognitoUnauthorizedException('issuer_unknown');
  }
  return issuer;
}

/** Verifies the signature alone: the claims have checks of their own. */
export async function verifySignature(
  token: string,
  { strategy, keys }: Issuer,
): Promise<void> {
  const { kid } = readUnverified(token);
  const key = await keys.find(kid);
  if (key === undefined) {
    throw new CognitoUnauthorizedException('signature_invalid');
  }
  try {
    await strategy.verify(token, key);
  } catch (error) {
    if (isCognitoAuthException(error) && error.code === 'signature_invalid') {
      throw error;
    }
  }
}
