import { Inject, Injectable } from '@nestjs/common';
import { CognitoUnauthorizedException } from '../challenge/exceptions.js';
import { SETTINGS, type CognitoAuthSettings } from '../options/settings.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { Carrier } from '../token/carrier.js';
import { extractToken } from '../token/extractors.js';
import { TokenVerification } from './token-verification.js';

/** A caller whose token was verified and whom `validate` did not refuse. */
export interface Caller {
  /** The verified principal: what requirements are held against. */
  readonly user: CognitoUser;
  /** What `validate` made of it: what `request.user` becomes. */
  readonly principal: unknown;
}

/** From what a request carries to who is calling. */
@Injectable()
export class Authenticator {
  constructor(
    @Inject(SETTINGS) private readonly settings: CognitoAuthSettings,
    @Inject(TokenVerification) private readonly verification: TokenVerification,
  ) {}

  /**
   * Without a promise where nothing has to be waited for: that is what most
   * requests of an application are.
   *
   * @returns `undefined` where the carrier has no token.
   * @throws CognitoAuthException for a token that is refused, and whatever
   * `validate` throws.
   */
  authenticate(
    carrier: Carrier,
  ): Caller | undefined | Promise<Caller | undefined> {
    const token = extractToken(this.settings.tokenFrom, carrier);
    if (token === undefined) {
      return undefined;
    }
    const user = this.verification.verify(token);
    return user instanceof Promise || this.settings.validate !== undefined
      ? this.complete(user, carrier)
      : { user, principal: user };
  }

  private async complete(
    verification: CognitoUser | Promise<CognitoUser>,
    carrier: Carrier,
  ): Promise<Caller> {
    const user = await verification;
    if (this.settings.validate === undefined) {
      return { user, principal: user };
    }
    const principal = await this.settings.validate(user, carrier);
    if (principal === null || principal === undefined || principal === false) {
      throw new CognitoUnauthorizedException('user_refused');
    }
    return { user, principal };
  }
}
