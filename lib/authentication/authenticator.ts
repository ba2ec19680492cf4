import { Inject, Injectable } from '@nestjs/common';
import { CognitoUnauthorizedException } from '../challenge/exceptions.js';
import { SETTINGS, type CognitoAuthSettings } from '../options/settings.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { Carrier } from '../token/carrier.js';
import { extractToken } from '../token/extractors.js';
import { CognitoVerifier } from './cognito.verifier.js';

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
    @Inject(CognitoVerifier) private readonly verifier: CognitoVerifier,
  ) {}

  /**
   * @returns `undefined` where the carrier has no token.
   * @throws CognitoAuthException for a token that is refused, and whatever
   * `validate` throws.
   */
  async authenticate(carrier: Carrier): Promise<Caller | undefined> {
    const token = extractToken(this.settings.tokenFrom, carrier);
    if (token === undefined) {
      return undefined;
    }
    const user = await this.verifier.verify(token);
    return { user, principal: await this.validate(user, carrier) };
  }

  private async validate(
    user: CognitoUser,
    carrier: Carrier,
  ): Promise<unknown> {
    if (this.settings.validate === undefined) {
      return user;
    }
    const principal = await this.settings.validate(user, carrier);
    if (principal === null || principal === undefined || principal === false) {
      throw new CognitoUnauthorizedException('user_refused');
    }
    return principal;
  }
}
