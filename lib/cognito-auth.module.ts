import { Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { DiscoveryModule, ModulesContainer } from '@nestjs/core';
import { BootAudit } from './audit/boot-audit.js';
import { GuardCoverage } from './audit/guard-coverage.js';
import { HostAudit } from './audit/host-audit.js';
import { refuseRequestScope } from './audit/registrations.js';
import { RouteAudit } from './audit/route-audit.js';
import { Authenticator } from './authentication/authenticator.js';
import { CognitoVerifier } from './authentication/cognito.verifier.js';
import { PassportRegistration } from './authentication/passport-registration.js';
import { TokenVerifier } from './authentication/token-verifier.js';
import { PolicyProviders } from './authorization/policy-providers.js';
import { RouteAccessMap } from './authorization/route-access-map.js';
import {
  COGNITO_AUTH_MODULE_OPTIONS,
  ConfigurableModuleClass,
} from './cognito-auth.module-definition.js';
import { AccessControl } from './guard/access-control.js';
import { CognitoGuard } from './guard/cognito.guard.js';
import { KeySets } from './keys/key-sets.js';
import type {
  CognitoAuthModuleAsyncOptions,
  CognitoAuthModuleExtras,
  CognitoAuthModuleOptions,
} from './options/options.interface.js';
import { resolveOptions } from './options/resolve-options.js';
import { RESOLVED_OPTIONS } from './options/resolved-options.js';
import { Routes } from './routes/routes.js';

/**
 * Amazon Cognito for a Nest application: configures the Passport JWT strategy
 * and offers `CognitoGuard` and `CognitoVerifier`.
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
      // Optional, so that it is our own error that says they are missing.
      inject: [{ token: COGNITO_AUTH_MODULE_OPTIONS, optional: true }],
    },
    KeySets,
    TokenVerifier,
    CognitoVerifier,
    Authenticator,
    PassportRegistration,
    PolicyProviders,
    RouteAccessMap,
    AccessControl,
    CognitoGuard,
    Routes,
    GuardCoverage,
    RouteAudit,
    HostAudit,
    BootAudit,
  ],
  exports: [CognitoGuard, CognitoVerifier, AccessControl],
})
export class CognitoAuthModule
  extends ConfigurableModuleClass
  implements OnModuleInit
{
  constructor(private readonly modules: ModulesContainer) {
    super();
  }

  /**
   * Nest calls this at boot.
   *
   * @throws Error where the options depend on a request-scoped provider.
   */
  onModuleInit(): void {
    refuseRequestScope(this.modules);
  }

  /**
   * Registers the module with options that are known now.
   *
   * @throws CognitoAuthOptionsError at boot, for options that are not as they
   * must be.
   */
  static override forRoot(
    options: CognitoAuthModuleOptions & CognitoAuthModuleExtras,
  ): DynamicModule {
    return super.forRoot(options);
  }

  /**
   * Registers the module with options that a factory provides: `useFactory`,
   * `useClass` or `useExisting` (a `CognitoAuthOptionsFactory`).
   *
   * @throws CognitoAuthOptionsError at boot, for options that are not as they
   * must be.
   */
  static override forRootAsync(
    options: CognitoAuthModuleAsyncOptions,
  ): DynamicModule {
    return super.forRootAsync(options);
  }
}
