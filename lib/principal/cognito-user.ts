import type { AccessTokenClaims, IdTokenClaims } from '../token/claims.js';

/** Properties that every principal has. */
export interface CognitoPrincipal {
  /** Identifier of the user; for a machine, its client id. */
  readonly sub: string;
  /** The `email` claim. Cognito has verified it only if `email_verified` says so. */
  readonly email?: string;
  /** The groups in the `cognito:groups` claim. No other claim adds a group. */
  readonly groups: readonly string[];
  /** The scopes of an access token; empty for an ID token. */
  readonly scopes: readonly string[];
  /** Id of the app client that the token was issued to. */
  readonly clientId: string;
  /** Id of the user pool, such as `eu-west-1_AbCdEfGhI`. */
  readonly userPoolId: string;
  /** Name of the user pool, as configured by `name`. */
  readonly userPool: string;
  /** The `iat` claim, in seconds since the epoch. */
  readonly issuedAt: number;
  /** The `exp` claim, in seconds since the epoch. */
  readonly expiresAt: number;
  /** Time of the sign-in, in seconds since the epoch. A refresh does not change it. */
  readonly authTime?: number;
}

/** A user who presented an access token. */
export interface AccessTokenUser extends CognitoPrincipal {
  /** A user, not a machine. */
  readonly kind: 'user';
  /** Kind of the token. */
  readonly tokenUse: 'access';
  /** The `username` claim. */
  readonly username: string;
  /** All verified claims of the token. */
  readonly claims: AccessTokenClaims;
}

/** A user who presented an ID token. */
export interface IdTokenUser extends CognitoPrincipal {
  /** A user, not a machine. */
  readonly kind: 'user';
  /** Kind of the token. */
  readonly tokenUse: 'id';
  /** The `cognito:username` claim. */
  readonly username?: string;
  /** All verified claims of the token. */
  readonly claims: IdTokenClaims;
}

/** A machine that presented an access token of the client credentials grant. */
export interface MachineUser extends CognitoPrincipal {
  /** A machine, not a user. */
  readonly kind: 'machine';
  /** Kind of the token. */
  readonly tokenUse: 'access';
  /** A machine has no user name. */
  readonly username?: undefined;
  /** All verified claims of the token. */
  readonly claims: AccessTokenClaims;
}

/**
 * The principal of a verified token: a user or a machine. It is deeply frozen.
 * `kind` and `tokenUse` distinguish its forms.
 */
export type CognitoUser = AccessTokenUser | IdTokenUser | MachineUser;
