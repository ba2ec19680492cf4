import type { Provider, Type } from '@nestjs/common';
import { CognitoAccessMap } from './access-map/access-map.js';
import { BootAudit } from './audit/boot-audit.js';
import { GuardCoverage } from './audit/guard-coverage.js';
import { HostAudit } from './audit/host-audit.js';
import { RouteAudit } from './audit/route-audit.js';
import { Authenticator } from './authentication/authenticator.js';
import { CognitoUserPools } from './authentication/cognito-user-pools.js';
import { DynamicIssuers } from './authentication/dynamic-issuers.js';
import { Issuers } from './authentication/issuers.js';
import { CognitoVerifier } from './authentication/cognito.verifier.js';
import { PassportRegistration } from './authentication/passport-registration.js';
import { TokenVerifier } from './authentication/token-verifier.js';
import { PolicyProviders } from './authorization/policy-providers.js';
import { RouteAccessMap } from './authorization/route-access-map.js';
import { COGNITO_AUTH_MODULE_OPTIONS } from './cognito-auth.module-definition.js';
import { RefusalLog } from './guard/refusal-log.js';
import { CognitoSubscriptions } from './connections/cognito-subscriptions.js';
import { ClientAuthenticator } from './connections/client-authenticator.js';
import { CognitoConnections } from './connections/cognito-connections.js';
import { OpenConnections } from './connections/open-connections.js';
import { AccessControl } from './guard/access-control.js';
import { CognitoGuard } from './guard/cognito.guard.js';
import { TransportSetup } from './guard/transport-setup.js';
import { KeySets } from './keys/key-sets.js';
import { resolveOptions } from './options/resolve-options.js';
import { RESOLVED_OPTIONS } from './options/resolved-options.js';
import { WellKnownRoutes } from './protected-resource/well-known-routes.js';
import { CognitoRevocations } from './revocation/cognito-revocations.js';
import { RevocationMirror } from './revocation/revocation-mirror.js';
import { Addresses } from './routes/addresses.js';
import { HttpPaths } from './routes/http-paths.js';
import { Routes } from './routes/routes.js';

/**
 * Lists what an application may inject. `AccessControl`, `KeySets` and
 * `RevocationMirror` are here for the guards and indicators that inject them.
 */
export const exportedProviders: readonly Type<unknown>[] = [
  CognitoGuard,
  CognitoVerifier,
  CognitoAccessMap,
  CognitoConnections,
  CognitoRevocations,
  CognitoSubscriptions,
  CognitoUserPools,
  AccessControl,
  KeySets,
  RevocationMirror,
];

/** The rest, which only this library injects. */
export const internalProviders: readonly Provider[] = [
  {
    provide: RESOLVED_OPTIONS,
    useFactory: resolveOptions,
    // Optional, so that the error for missing options is this library's own.
    inject: [{ token: COGNITO_AUTH_MODULE_OPTIONS, optional: true }],
  },
  DynamicIssuers,
  Issuers,
  TokenVerifier,
  Authenticator,
  OpenConnections,
  ClientAuthenticator,
  PassportRegistration,
  PolicyProviders,
  RouteAccessMap,
  RefusalLog,
  Routes,
  HttpPaths,
  Addresses,
  TransportSetup,
  GuardCoverage,
  RouteAudit,
  HostAudit,
  BootAudit,
  WellKnownRoutes,
];
