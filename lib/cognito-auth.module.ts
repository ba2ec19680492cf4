import { Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { DiscoveryModule, ModulesContainer } from '@nestjs/core';
import { refuseRequestScope } from './audit/registrations.js';
import { ConfigurableModuleClass } from './cognito-auth.module-definition.js';
import {
  exportedProviders,
  internalProviders,
} from './cognito-auth.providers.js';
import type {
  CognitoAuthModuleAsyncOptions,
  CognitoAuthModuleExtras,
  CognitoAuthModuleOptions,
} from './options/options.interface.js';

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
  providers: [...internalProviders, ...exportedProviders],
  exports: [...exportedProviders],
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
