import type { CognitoUserPoolOptions } from './user-pool-options.interface.js';

/** A user pool that a token names, and that is in no list. */
export interface CognitoUserPoolQuestion {
  /** Id of the user pool, such as `eu-west-1_AbCdEfGhI`. */
  readonly userPoolId: string;
  /** Region in the host of the issuer; of a replica, its own. */
  readonly region: string;
  /** The `iss` claim. It has the shape of an issuer of Cognito. */
  readonly issuer: string;
}

/**
 * Returns the options of a user pool at run time, or `undefined` if its tokens
 * are not accepted. The answer must yield the very issuer that was asked for.
 */
export type CognitoUserPoolResolver = (
  asked: CognitoUserPoolQuestion,
) =>
  | CognitoUserPoolOptions
  | undefined
  | Promise<CognitoUserPoolOptions | undefined>;

/** Options for user pools that are resolved at run time. */
export interface CognitoDynamicPoolsOptions {
  /**
   * Maximum number of resolved user pools. The least recently used is closed first.
   *
   * @default 1_000
   */
  maxPools?: number | undefined;

  /**
   * Milliseconds for which an answer counts. It is asked for again before.
   *
   * @default 300_000
   */
  maxAge?: number | undefined;

  /**
   * Milliseconds for which a user pool stays unknown before it is asked for again.
   *
   * @default 30_000
   */
  unknownFor?: number | undefined;

  /**
   * Milliseconds until an answer that does not come is 503
   * `user_pool_unavailable`.
   *
   * @default 3_000
   */
  timeout?: number | undefined;
}
