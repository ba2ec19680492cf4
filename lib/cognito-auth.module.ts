import { Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { DiscoveryModule, ModulesContainer } from '@nestjs/core';
import { CognitoAccessMap } from './access-map/access-map.js';
import { BootAudit } from './audit/boot-audit.js';
import { GuardCoverage } from './audit/guard-coverage.js';
import { HostAudit } from './audit/host-audit.js';
import { refuseRequestScope } from './audit/registrations.js';
import { RouteAudit } from './audit/route-audit.js';
import { Authenticator } from './authentication/authenticator.js';
import { CognitoUserPools } from './authentication/cognito-user-pools.js';
import { DynamicIssuers } from './authentication/dynamic-issuers.js';
import { CognitoVerifier } from './authentication/cognito.verifier.js';
import { PassportRegistration } from './authentication/passport-registration.js';
import { TokenVerifier } from './authentication/token-verifier.js';
import { PolicyProviders } from './authorization/policy-providers.js';
import { RouteAccessMap } from './authorization/route-access-map.js';
import {
  COGNITO_AUTH_MODULE_OPTIONS,
  ConfigurableModuleClass,
} from './cognito-auth.module-definition.js';
import { RefusalLog } from './guard/refusal-log.js';
import { CognitoSubscriptions } from './connections/cognito-subscriptions.js';
import { ClientAuthenticator } from './connections/client-authenticator.js';
import { CognitoConnections } from './connections/cognito-connections.js';
import { OpenConnections } from './connections/open-connections.js';
import { AccessControl } from './guard/access-control.js';
import { CognitoGuard } from './guard/cognito.guard.js';
import { TransportSetup } from './guard/transport-setup.js';
import { KeySets } from './keys/key-sets.js';
import type {
  CognitoAuthModuleAsyncOptions,
  CognitoAuthModuleExtras,
  CognitoAuthModuleOptions,
} from './options/options.interface.js';
import { resolveOptions } from './options/resolve-options.js';
import { RESOLVED_OPTIONS } from './options/resolved-options.js';
import { WellKnownRoutes } from './protected-resource/well-known-routes.js';
import { CognitoRevocations } from './revocation/cognito-revocations.js';
import { RevocationMirror } from './revocation/revocation-mirror.js';
import { Addresses } from './routes/addresses.js';
import { HttpPaths } from './routes/http-paths.js';
import { Routes } from './routes/routes.js';

/**
 * Provides `CognitoGuard`, `CognitoVerifier` and `CognitoConnections` for tokens of
 * Amazon Cognito. It configures a Passport JWT strategy for each issuer of the user
 * pools.
 *
 * @example
 * ```ts
 * @Module({
 *   imports: [
 *     CognitoAuthModule.forRoot({
 *       userPoolId: 'eu-west-1_AbCdEfGhI',
 *       clientId: '3n4b5urk1ft4fl3mg5e62d9ado',
 *       globalGuard: true,
 *     }),
 *   ],
 * })
 * export class AppModule {}
 * ```
 */
@Module({
  imports: [DiscoveryModule],
  providers: [
    {
      provide: RESOLVED_OPTIONS,
      useFactory: resolveOptions,
      // Optional, so that the error for missing options is this library's own.
      inject: [{ token: COGNITO_AUTH_MODULE_OPTIONS, optional: true }],
    },
    KeySets,
    RevocationMirror,
    CognitoRevocations,
    DynamicIssuers,
    CognitoUserPools,
    TokenVerifier,
    CognitoVerifier,
    Authenticator,
    OpenConnections,
    CognitoSubscriptions,
    ClientAuthenticator,
    CognitoConnections,
    PassportRegistration,
    PolicyProviders,
    RouteAccessMap,
    RefusalLog,
    AccessControl,
    CognitoGuard,
    Routes,
    HttpPaths,
    Addresses,
    TransportSetup,
    GuardCoverage,
    RouteAudit,
    HostAudit,
    BootAudit,
    CognitoAccessMap,
    WellKnownRoutes,
  ],
  exports: [
    CognitoGuard,
    CognitoVerifier,
    AccessControl,
    KeySets,
    RevocationMirror,
    CognitoAccessMap,
    CognitoRevocations,
    CognitoSubscriptions,
    CognitoConnections,
    CognitoUserPools,
  ],
})
export class CognitoAuthModule
  extends ConfigurableModuleClass
  implements OnModuleInit
{
  constructor(private readonly modules: ModulesContainer) {
    super();
  }

  /**
   * Checks at boot that the options are known then. Nest calls it.
   *
   * @throws Error if the options depend on a request-scoped provider.
   */
  onModuleInit(): void {
    refuseRequestScope(this.modules);
  }

  /**
   * Registers the module with the given options.
   *
   * @throws CognitoAuthOptionsError at boot, if an option is invalid.
   */
  static override forRoot(
    options: CognitoAuthModuleOptions & CognitoAuthModuleExtras,
  ): DynamicModule {
    return super.forRoot(options);
  }

  /**
   * Registers the module with options from a factory: `useFactory`, or a
   * `CognitoAuthOptionsFactory` as `useClass` or `useExisting`.
   *
   * @throws CognitoAuthOptionsError at boot, if an option is invalid.
   */
  static override forRootAsync(
    options: CognitoAuthModuleAsyncOptions,
  ): DynamicModule {
    return super.forRootAsync(options);
  }
}
