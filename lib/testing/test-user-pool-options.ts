import type { TestKeySet } from './test-signing-key.js';

/** Who the pool pretends to be; what is left out is made up. */
export interface TestUserPoolOptions {
  /** @default a random one of `region`, such as `eu-west-1_AbCdEfGhI` */
  readonly userPoolId?: string | undefined;
  /** @default 26 random lower-case letters and digits */
  readonly clientId?: string | undefined;
  /**
   * Used where `userPoolId` does not name the region itself.
   *
   * @default 'eu-west-1'
   */
  readonly region?: string | undefined;
  /** @default 'https://cognito-idp.<region>.amazonaws.com/<userPoolId>' */
  readonly issuer?: string | undefined;
}

/** What `CognitoAuthModule.forRoot` needs to accept the pool's tokens. */
export interface TestUserPoolModuleOptions {
  /** Id of the pool. */
  readonly userPoolId: string;
  /** The client its tokens are issued to. */
  readonly clientId: string;
  /** Pinned keys: nothing is fetched. */
  readonly jwks: TestKeySet;
  /** Only there when the pool was given one. */
  readonly issuer?: string;
}
