import type { TestKeySet } from './test-signing-key.js';

/** Identifiers of a test user pool. Those that are left out are generated. */
export interface TestUserPoolOptions {
  /**
   * Id of the user pool.
   *
   * @default a random one of `region`, such as `eu-west-1_AbCdEfGhI`
   */
  readonly userPoolId?: string | undefined;
  /**
   * Id of the app client that tokens are issued to by default.
   *
   * @default 26 random lower-case letters and digits
   */
  readonly clientId?: string | undefined;
  /**
   * AWS region of the pool. It is only used if `userPoolId` contains none.
   *
   * @default 'eu-west-1'
   */
  readonly region?: string | undefined;
  /**
   * The `iss` claim of every token.
   *
   * @default 'https://cognito-idp.<region>.amazonaws.com/<userPoolId>'
   */
  readonly issuer?: string | undefined;
}

/** Options with which `CognitoAuthModule.forRoot` accepts the pool's tokens. */
export interface TestUserPoolModuleOptions {
  /** Id of the user pool. */
  readonly userPoolId: string;
  /** Id of the app client that the pool's tokens are issued to. */
  readonly clientId: string;
  /** Pinned key set, so that no keys are fetched. */
  readonly jwks: TestKeySet;
  /** Issuer of the pool; only present if the pool was created with one. */
  readonly issuer?: string;
}
