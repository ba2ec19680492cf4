import { types } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { CognitoUnauthorizedException } from '../errors/exceptions.js';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
} from '../options/resolved-options.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { Carrier } from '../request/carrier.js';
import { extractToken } from '../request/extractors.js';
import type { Authentication } from '../request/request-authentication.js';
import { TokenVerifier } from './token-verifier.js';

/** Authenticates the carrier of a token, and asks `validate` about the principal. */
@Injectable()
export class Authenticator {
  constructor(
    @Inject(RESOLVED_OPTIONS) private readonly options: ResolvedOptions,
    private readonly verifier: TokenVerifier,
  ) {}

  /**
   * Authenticates a request. It returns a promise only if the token is not in
   * the cache, or if `validate` is configured.
   *
   * @returns `undefined` if the carrier has no token
   * @throws CognitoAuthException if the token is refused, and every error of an
   * extractor or `validate`.
   */
  authenticate(
    carrier: Carrier,
  ): Authentication | undefined | Promise<Authentication> {
    const token = extractToken(this.options.tokenFrom, carrier);
    if (token === undefined) {
      return undefined;
    }
    const user = this.verifier.verify(token);
    return types.isPromise(user)
      ? user.then((verified) => this.accept(verified, carrier))
      : this.accept(user, carrier);
  }

  private accept(
    user: CognitoUser,
    carrier: Carrier,
  ): Authentication | Promise<Authentication> {
    const { validate } = this.options;
    return validate === undefined
      ? { user, requestUser: user, authenticator: this }
      : this.validate(validate, user, carrier);
  }

  private async validate(
    validate: NonNullable<ResolvedOptions['validate']>,
    user: CognitoUser,
    carrier: Carrier,
  ): Promise<Authentication> {
    const requestUser = await validate(user, carrier);
    if (!requestUser) {
      throw new CognitoUnauthorizedException('user_refused');
    }
    return { user, requestUser, authenticator: this };
  }
}
