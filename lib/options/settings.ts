import type { Carrier, TokenExtractor } from '../request/carrier.js';
import type { ClaimPolicy } from '../token/check-claims.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { SigningJwks } from './user-pool-options.interface.js';

/*
 * The options as the rest of the library reads them: validated, copied, with
 * every default in its place.
 */

/** An issuer, and where its key set is. */
export interface IssuerSettings {
  readonly issuer: string;
  readonly jwksUri: string;
}

export interface UserPoolSettings extends ClaimPolicy {
  readonly name: string;
  readonly userPoolId: string;
  readonly issuers: readonly IssuerSettings[];
  /** The pinned key set, in the place of those the issuers publish. */
  readonly jwks: SigningJwks | undefined;
}

export interface KeysSettings {
  readonly maxAge: number;
  readonly staleIfError: number;
  readonly unknownKeyCooldown: number;
  readonly timeout: number;
  readonly maxBytes: number;
  readonly fetch: typeof globalThis.fetch;
  readonly prefetch: 'warn' | 'require' | false;
}

export interface CognitoAuthSettings {
  readonly userPools: readonly UserPoolSettings[];
  readonly maxTokenLength: number;
  readonly tokenFrom: readonly TokenExtractor[];
  readonly validate:
    ((user: CognitoUser, carrier: Carrier) => unknown) | undefined;
  readonly keys: KeysSettings;
  readonly tokenCache: false | { readonly maxEntries: number };
  readonly realm: string;
  readonly unguardedRoutes: 'error' | 'warn' | 'ignore';
  readonly strategyName: string;
}

/** Injection token of the settings. */
export const SETTINGS = Symbol('nestjs-cognito-auth settings');
