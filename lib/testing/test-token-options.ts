import type { TestTokenPart } from './test-signing-key.js';

/** Options that every token of a `TestUserPool` takes. */
export interface TestTokenOptions {
  /**
   * Id of the app client that the token was issued to.
   *
   * @default the pool's `clientId`
   */
  readonly clientId?: string | undefined;
  /**
   * Seconds from now until the token expires. With zero or a negative number
   * the token has expired, and was issued an hour before that.
   *
   * @default 3600
   */
  readonly expiresIn?: number | undefined;
  /**
   * Claims that add to or replace those that Cognito would write. The value
   * `undefined` removes a claim.
   */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
}

/** Options of a user's access token. */
export interface TestAccessTokenOptions extends TestTokenOptions {
  /**
   * Name of the user.
   *
   * @default 'alice'
   */
  readonly username?: string | undefined;
  /**
   * Identifier of the user.
   *
   * @default a UUID that is the same for every token of the user
   */
  readonly sub?: string | undefined;
  /**
   * Groups of the user. As in Cognito, a user in no group has no
   * `cognito:groups` claim.
   *
   * @default []
   */
  readonly groups?: readonly string[] | undefined;
  /**
   * Granted scopes. An empty list omits the claim. An ID token has no scopes, so
   * this option has no effect on it.
   *
   * @default ['aws.cognito.signin.user.admin']
   */
  readonly scopes?: readonly string[] | undefined;
}

/** Options of a user's ID token. */
export interface TestIdTokenOptions extends TestAccessTokenOptions {
  /**
   * Email address of the user.
   *
   * @default '<username>@example.com'
   */
  readonly email?: string | undefined;
}

/** Options of a machine's access token (client credentials grant). */
export interface TestMachineTokenOptions extends TestTokenOptions {
  /**
   * Granted scopes. An empty list omits the claim.
   *
   * @default []
   */
  readonly scopes?: readonly string[] | undefined;
}

/** Options of a token that the pool signs but would never issue. */
export interface TestSignOptions {
  /**
   * Header members that add to or replace `{ kid, alg: 'RS256' }`. The value
   * `undefined` removes a member. A string or bytes replace the whole header.
   */
  readonly header?: TestTokenPart | undefined;
  /** Exact claims of the token; nothing is added. */
  readonly claims: TestTokenPart;
  /**
   * Key that signs the token: the one for access tokens or for ID tokens.
   *
   * @default 'access'
   */
  readonly key?: 'access' | 'id' | undefined;
}
