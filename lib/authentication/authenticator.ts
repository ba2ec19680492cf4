import { Inject, Injectable } from '@nestjs/common';
import { CognitoUnauthorizedException } from '../challenge/exceptions.js';
import { SETTINGS, type CognitoAuthSettings } from '../options/settings.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { Carrier } from '../token/carrier.js';
import { extractToken } from '../token/extractors.js';
import type { Caller } from './callers.js';
import { TokenVerification } from './token-verification.js';

/** From what a request carries to who is calling. */
@Injectable()
export class Authenticator {
  constructor(
    @Inject(SETTINGS) private readonly settings: CognitoAuthSettings,
    private readonly verification: TokenVerification,
  ) {}

  /**
   * The caller whose token was seen before, at once, where nothing has to be
   * waited for: that is what most requests of an application are. `undefined`
   * wherever it takes `authenticate()` to tell.
   *
   * @throws CognitoBadRequestException as the extractors do.
   */
  recall(carrier: Carrier): Caller | undefined {
    const token =
      this.settings.validate === undefined
        ? extractToken(this.settings.tokenFrom, carrier)
        : undefined;
    const user = token === undefined ? token : this.verification.recall(token);
    return user && { user, requestUser: user, by: this };
  }

  /**
   * Who is calling, where `recall()` could not tell.
   *
   * @returns `undefined` where the carrier has no token.
   * @throws CognitoAuthException for a token that is refused, and whatever
   * `validate` throws.
   */
  async authenticate(carrier: Carrier): Promise<Caller | undefined> {
    const token = extractToken(this.settings.tokenFrom, carrier);
    if (token === undefined) {
      return undefined;
    }
    const { validate } = this.settings;
    // Without `validate` the token was looked up already, by `recall()`.
    const user =
      (validate && this.verification.recall(token)) ??
      (await this.verification.verify(token));
    const requestUser = await this.validate(user, carrier);
    return { user, requestUser, by: this };
  }

  private async validate(
    user: CognitoUser,
    carrier: Carrier,
  ): Promise<unknown> {
    if (this.settings.validate === undefined) {
      return user;
    }
    const mapped = await this.settings.validate(user, carrier);
    if (!mapped) {
      throw new CognitoUnauthorizedException('user_refused');
    }
    return mapped;
  }
}
