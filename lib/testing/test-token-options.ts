import type { TestTokenPart } from './test-signing-key.js';

/** What every token of a `TestUserPool` can be told. */
export interface TestTokenOptions {
  /**
   * The app client the token was issued to.
   *
   * @default the pool's `clientId`
   */
  readonly clientId?: string | undefined;
  /**
   * Seconds from now until the token expires. Zero or a negative number makes
   * an expired token, issued an hour before it expired.
   *
   * @default 3600
   */
  readonly expiresIn?: number | undefined;
  /**
   * Merged last over the claims Cognito would write, so that a test can make
   * any odd token; the value `undefined` takes a claim away.
   */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
}

/** The user an access token speaks of, and what they may do. */
export interface TestAccessTokenOptions extends TestTokenOptions {
  /** @default 'alice' */
  readonly username?: string | undefined;
  /** @default a UUID that is the same for every token of the user */
  readonly sub?: string | undefined;
  /**
   * The user's groups. As in Cognito, `cognito:groups` is only there for a
   * user who is in a group.
   *
   * @default []
   */
  readonly groups?: readonly string[] | undefined;
  /**
   * The granted scopes; an empty list leaves the claim out. An ID token never
   * has scopes: there this option changes nothing.
   *
   * @default ['aws.cognito.signin.user.admin']
   */
  readonly scopes?: readonly string[] | undefined;
}

/** The user an ID token speaks of. */
export interface TestIdTokenOptions extends TestAccessTokenOptions {
  /** @default '<username>@example.com' */
  readonly email?: string | undefined;
}

/** What a machine (client credentials grant) may do. */
export interface TestMachineTokenOptions extends TestTokenOptions {
  /**
   * The granted scopes; an empty list leaves the claim out.
   *
   * @default []
   */
  readonly scopes?: readonly string[] | undefined;
}

/** A token no user pool would issue, signed with a key of the pool all the same. */
export interface TestSignOptions {
  /**
   * Merged over `{ kid, alg: 'RS256' }`; the value `undefined` takes a member
   * away. A text or bytes stand in place of the whole header.
   */
  readonly header?: TestTokenPart | undefined;
  /** Exactly these; nothing is added. */
  readonly claims: TestTokenPart;
  /**
   * The key that signs: the one for access tokens or the one for ID tokens.
   *
   * @default 'access'
   */
  readonly key?: 'access' | 'id' | undefined;
}
