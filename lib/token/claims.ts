/** Values of the `token_use` claim. */
export type TokenUse = 'access' | 'id';

/** Claims that access and ID tokens share. */
export interface CommonClaims {
  /** Id of the user, or the client id of a machine. It is not always a UUID. */
  readonly sub: string;
  /** Issuer: the URL of the user pool. */
  readonly iss: string;
  /** Expiry of the token, in seconds since the epoch. */
  readonly exp: number;
  /** Time of issue of the token, in seconds since the epoch. */
  readonly iat: number;
  /** Time of the sign-in, in seconds since the epoch. A refreshed token keeps it. */
  readonly auth_time?: number;
  /** Identifier of the token (RFC 7519 §4.1.7). */
  readonly jti?: string;
  /** Identifier of the sign-in. All tokens of one sign-in share it. */
  readonly origin_jti?: string;
  /** Cognito's identifier of the authentication event. */
  readonly event_id?: string;
  /** Names of the user's groups; absent for a user in no group. */
  readonly 'cognito:groups'?: readonly string[];
  /** Authentication context class (OpenID Connect Core 1.0 §2). */
  readonly acr?: string;
  /** Authentication methods (RFC 8176). */
  readonly amr?: readonly string[];
  /** Any other claim. A Lambda trigger can add claims of its own. */
  readonly [name: string]: unknown;
}

/**
 * Claims of an access token.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
export interface AccessTokenClaims extends CommonClaims {
  /** Kind of the token. */
  readonly token_use: 'access';
  /** The app client that the token was issued to. */
  readonly client_id: string;
  /** Granted scopes, separated by spaces. */
  readonly scope?: string;
  /** Name of the user in the user pool; absent for a machine (client credentials). */
  readonly username?: string;
  /** Resource that the token is bound to, if it is bound to one (RFC 8707). */
  readonly aud?: string | readonly string[];
  /** Cognito's version of the access token's format. */
  readonly version?: number;
  /** Identifier of the user's device, if the user pool remembers devices. */
  readonly device_key?: string;
}

/**
 * Claims of an ID token.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
 */
export interface IdTokenClaims extends CommonClaims {
  /** Kind of the token. */
  readonly token_use: 'id';
  /** The client id. */
  readonly aud: string;
  /** Name of the user in the user pool. */
  readonly 'cognito:username'?: string;
  /** ARNs of the IAM roles of the user's groups. */
  readonly 'cognito:roles'?: readonly string[];
  /** ARN of the IAM role of the user's group of highest priority. */
  readonly 'cognito:preferred_role'?: string;
  /** E-mail address. Trust it only if `email_verified` is `true`. */
  readonly email?: string;
  /** `true` if Cognito has verified the e-mail address. */
  readonly email_verified?: boolean;
  /** Phone number. Trust it only if `phone_number_verified` is `true`. */
  readonly phone_number?: string;
  /** `true` if Cognito has verified the phone number. */
  readonly phone_number_verified?: boolean;
  /** Full name (OpenID Connect Core 1.0 §5.1). */
  readonly name?: string;
  /** First name (OpenID Connect Core 1.0 §5.1). */
  readonly given_name?: string;
  /** Last name (OpenID Connect Core 1.0 §5.1). */
  readonly family_name?: string;
  /** Value of the client that prevents replay (OpenID Connect Core 1.0 §2). */
  readonly nonce?: string;
  /** Hash of the access token (OpenID Connect Core 1.0 §3.1.3.6). */
  readonly at_hash?: string;
  /** External identities of a federated or linked user. */
  readonly identities?: readonly FederatedIdentity[];
}

/** One of the external identities of a federated or linked user. */
export interface FederatedIdentity {
  /** Identifier of the user at the provider. */
  readonly userId: string;
  /** Name of the provider in the user pool. */
  readonly providerName: string;
  /** Kind of the provider, such as `SAML`, `OIDC` or `Google`. */
  readonly providerType: string;
  /** Issuer of the provider, such as the entity id of a SAML provider. */
  readonly issuer: string | null;
  /** A string, not a boolean. */
  readonly primary: 'true' | 'false';
  /** Milliseconds since the epoch, as a string. */
  readonly dateCreated: string;
}

/** Claims of either kind of token. `token_use` distinguishes them. */
export type CognitoClaims = AccessTokenClaims | IdTokenClaims;
