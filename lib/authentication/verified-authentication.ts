import type { CognitoUser } from '../principal/cognito-user.js';
import type { Authentication } from '../request/request-authentication.js';
import type { Authenticator } from './authenticator.js';
import type { VerifiedToken } from './verified-token.js';

/** The authentication of a caller by a verified token. */
export class VerifiedAuthentication implements Authentication {
  constructor(
    private readonly verified: VerifiedToken,
    readonly isRemembered: boolean,
    readonly requestUser: unknown,
    private readonly readToken: () => string | undefined,
    readonly authenticator: Authenticator,
  ) {}

  get user(): CognitoUser {
    return this.verified.user;
  }

  get token(): string | undefined {
    return this.readToken();
  }

  get validUntil(): number {
    return this.verified.validUntil;
  }

  isStillValid(): boolean {
    return this.authenticator.verifier.isStillValid(this.verified);
  }

  isRevoked(): boolean {
    return this.authenticator.verifier.isRevoked(this.verified);
  }
}
