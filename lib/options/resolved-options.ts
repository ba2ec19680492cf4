import type { CanActivate, Type } from '@nestjs/common';
import type { Carrier, TokenExtractor } from '../request/carrier.js';
import type { ClaimPolicy } from '../token/check-claims.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { CognitoUserPoolResolver } from './dynamic-pools-options.interface.js';
import type { PoolDefaults } from './resolve-user-pool.js';
import type { RevocationStore } from './revocations-options.interface.js';
import type { SigningJwks } from './user-pool-options.interface.js';

/*
 * The rest of the library reads these options: validated, copied, and with
 * every default filled in.
 */

/** An issuer and the address of its key set. */
export interface ResolvedIssuer {
  readonly issuer: string;
  readonly jwksUri: string;
}

export interface ResolvedUserPool extends ClaimPolicy {
  readonly name: string;
  readonly userPoolId: string;
  readonly issuers: readonly ResolvedIssuer[];
  /** The pinned key set, which replaces the key sets of the issuers. */
  readonly jwks: SigningJwks | undefined;
}

export interface ResolvedKeysOptions {
  readonly maxAge: number;
  readonly staleIfError: number;
  readonly unknownKeyCooldown: number;
  readonly timeout: number;
  readonly maxBytes: number;
  readonly fetch: typeof globalThis.fetch;
  readonly prefetch: 'warn' | 'require' | false;
}

export interface ResolvedConnectionsOptions {
  readonly onExpiry: 'close' | 'refuse';
  readonly origins: ReadonlySet<string>;
}

export interface ResolvedDynamicPools {
  readonly resolver: CognitoUserPoolResolver;
  /** The common options that each answer takes. */
  readonly defaults: PoolDefaults;
  readonly maxPools: number;
  readonly maxAge: number;
  readonly unknownFor: number;
  readonly timeout: number;
}

export interface ResolvedRevocations {
  readonly store: RevocationStore;
  readonly refreshEvery: number;
  readonly staleIfError: number;
}

export interface ResolvedProtectedResource {
  readonly resource: string;
  /** Address of the metadata (RFC 9728 §3.1). */
  readonly metadataUrl: string;
  readonly name: string | undefined;
  readonly documentation: string | undefined;
  readonly scopes: readonly string[] | undefined;
  readonly authorizationServer: 'cognito' | 'bridge';
}

export interface ResolvedOptions {
  readonly userPools: readonly ResolvedUserPool[];
  /** User pools that are resolved at run time. */
  readonly dynamicPools: ResolvedDynamicPools | undefined;
  readonly maxTokenLength: number;
  readonly tokenFrom: readonly TokenExtractor[];
  readonly validate:
    ((user: CognitoUser, carrier: Carrier) => unknown) | undefined;
  readonly keys: ResolvedKeysOptions;
  readonly tokenCache: false | { readonly maxEntries: number };
  readonly connections: ResolvedConnectionsOptions;
  readonly revocations: ResolvedRevocations | undefined;
  readonly protectedResource: ResolvedProtectedResource | undefined;
  readonly explainRefusals: boolean;
  readonly realm: string;
  readonly unguardedRoutes: 'error' | 'warn' | 'ignore';
  readonly trustedGuards: ReadonlySet<Type<CanActivate>>;
  readonly strategyName: string;
}

/** Injection token of the resolved options. */
export const RESOLVED_OPTIONS = Symbol('nestjs-cognito-auth resolved options');
