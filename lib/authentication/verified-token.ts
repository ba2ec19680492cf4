import type { KeyObject } from 'node:crypto';
import type { KeyFinder } from '../keys/key-source.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { Validity } from '../token/check-times.js';

/** The principal of a verified token, and the time in which the token is valid. */
export class VerifiedUser {
  constructor(
    readonly user: CognitoUser,
    readonly validity: Validity,
  ) {}
}

/** A verified token, with all that can change afterwards. */
export class VerifiedToken {
  /**
   * @param key the key that verified the token; the key set must still return it
   * for `kid`
   */
  constructor(
    private readonly verified: VerifiedUser,
    private readonly key: KeyObject,
    private readonly kid: string,
    private readonly keys: KeyFinder,
  ) {}

  get user(): CognitoUser {
    return this.verified.user;
  }

  /** End of the validity, in milliseconds since the epoch, exclusive. */
  get validUntil(): number {
    return this.verified.validity.until;
  }

  /** Returns whether to verify the token again would have the same result. */
  isStillValid(): boolean {
    const { from, until } = this.verified.validity;
    const now = Date.now();
    return now < until && now >= from && this.keys.get(this.kid) === this.key;
  }
}
