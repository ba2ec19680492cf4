import type { AccessTokenClaims, IdTokenClaims } from '../token/claims.js';

/** What every principal has. */
export interface CognitoPrincipal {
  /** Identifier of the user; for a machine, its client id. */
  readonly sub: string;
  /** From the claims as they are: verified only where `email_verified` says so. */
  readonly email?: string;
  /** The groups in `cognito:groups`, and nowhere else. */
  readonly groups: readonly string[];
  /** The scopes of an access token; none for an ID token. */
  readonly scopes: readonly string[];
  /** The app client that the token was issued to. */
  readonly clientId: string;
  /** Id of the user pool, such as `eu-west-1_AbCdEfGhI`. */
  readonly userPoolId: string;
  /** Name of the user pool, as configured by `name`. */
  readonly userPool: string;
  /** Seconds since the epoch. */
  readonly issuedAt: number;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
  /** When the user signed in, in seconds since the epoch; a refresh keeps it. */
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

/** A machine: an access token of the client credentials grant, without a user. */
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
 * The principal: who a verified token speaks for. Deeply frozen. `kind` and
 * `tokenUse` tell its forms apart.
 */
export type CognitoUser = AccessTokenUser | IdTokenUser | MachineUser;
