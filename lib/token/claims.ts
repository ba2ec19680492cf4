/** Values of the `token_use` claim. */
export type TokenUse = 'access' | 'id';

/** Claims that access and ID tokens share. */
export interface CommonClaims {
  /** The user; for a machine, its client id. Not always a UUID. */
  readonly sub: string;
  readonly iss: string;
  /** End of the token's life, in seconds since the epoch. */
  readonly exp: number;
  /** When the token was issued, in seconds since the epoch. */
  readonly iat: number;
  /** When the user signed in, in seconds since the epoch; a refresh keeps it. */
  readonly auth_time?: number;
  readonly jti?: string;
  /** Shared by all tokens of one sign-in. */
  readonly origin_jti?: string;
  readonly event_id?: string;
  readonly 'cognito:groups'?: readonly string[];
  /** Authentication context class (OpenID Connect Core 1.0 §2). */
  readonly acr?: string;
  /** Authentication methods (RFC 8176). */
  readonly amr?: readonly string[];
  /** The set of claims is open: a Lambda trigger can add any. */
  readonly [name: string]: unknown;
}

/**
 * Claims of an access token.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
export interface AccessTokenClaims extends CommonClaims {
  readonly token_use: 'access';
  readonly client_id: string;
  /** Granted scopes, separated by spaces. */
  readonly scope?: string;
  /** Absent for a machine (client credentials). */
  readonly username?: string;
  /** Only where the token is bound to a resource (RFC 8707). */
  readonly aud?: string | readonly string[];
  readonly version?: number;
  readonly device_key?: string;
}

/**
 * Claims of an ID token.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html
 */
export interface IdTokenClaims extends CommonClaims {
  readonly token_use: 'id';
  /** The client id. */
  readonly aud: string;
  readonly 'cognito:username'?: string;
  readonly 'cognito:roles'?: readonly string[];
  readonly 'cognito:preferred_role'?: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly phone_number?: string;
  readonly phone_number_verified?: boolean;
  readonly name?: string;
  readonly given_name?: string;
  readonly family_name?: string;
  readonly nonce?: string;
  readonly at_hash?: string;
  readonly identities?: readonly FederatedIdentity[];
}

/** One of the external identities of a federated or linked user. */
export interface FederatedIdentity {
  readonly userId: string;
  readonly providerName: string;
  readonly providerType: string;
  readonly issuer: string | null;
  /** A text, not a boolean. */
  readonly primary: 'true' | 'false';
  /** Milliseconds since the epoch, as a text. */
  readonly dateCreated: string;
}

/** Claims of either kind, told apart by `token_use`. */
export type CognitoClaims = AccessTokenClaims | IdTokenClaims;
