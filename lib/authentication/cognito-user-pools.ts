import { Inject, Injectable } from '@nestjs/common';
import { DynamicIssuers } from './dynamic-issuers.js';

/** Manages the user pools that a function resolves at run time. */
@Injectable()
export class CognitoUserPools {
  // Not in a constructor, which would put an internal class into the public types.
  @Inject(DynamicIssuers)
  private readonly issuers!: DynamicIssuers;

  /**
   * Forgets a user pool at once, with all tokens that were verified for it. The
   * next token of the pool leads to a new question. Listed pools stay.
   *
   * @param userPoolId such as `eu-west-1_AbCdEfGhI`
   */
  forget(userPoolId: string): void {
    this.issuers.forget(userPoolId);
  }
}
