import type { KeyObject } from 'node:crypto';
import type { KeySource } from '../keys/key-source.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { Validity } from '../token/check-times.js';

/** The principal of a verified token, with all that can change afterwards. */
export interface VerifiedToken {
  readonly user: CognitoUser;
  readonly validity: Validity;
  /** The key that verified the token. The key set must still return it for `kid`. */
  readonly key: KeyObject;
  readonly kid: string;
  readonly keys: KeySource;
}

/** Returns whether to verify a token again would have the same result. */
export function isStillValid({
  validity,
  keys,
  kid,
  key,
}: VerifiedToken): boolean {
  const now = Date.now();
  return now < validity.until && now >= validity.from && keys.get(kid) === key;
}
