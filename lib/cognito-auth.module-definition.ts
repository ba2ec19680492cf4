import { ConfigurableModuleBuilder } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CognitoGuard } from './guard/cognito.guard.js';
import type {
  CognitoAuthModuleExtras,
  CognitoAuthModuleOptions,
} from './options/options.interface.js';

const defaults: Required<CognitoAuthModuleExtras> = {
  isGlobal: true,
  globalGuard: false,
};

/** Uses `useExisting`, so that tests can override the guard. */
const globalGuard = { provide: APP_GUARD, useExisting: CognitoGuard };

const builder = new ConfigurableModuleBuilder<CognitoAuthModuleOptions>({
  moduleName: 'CognitoAuth',
})
  .setClassMethodName('forRoot')
  .setFactoryMethodName('createCognitoAuthOptions')
  .setExtras(defaults, (definition, extras) => ({
    ...definition,
    global: extras.isGlobal,
    providers: [
      ...(definition.providers ?? []),
      ...(extras.globalGuard ? [globalGuard] : []),
    ],
  }));

const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } = builder.build();

export { ConfigurableModuleClass };

/**
 * Injection token of the options that the application gave. Override it in a test
 * to run the application with a `TestUserPool`.
 */
export const COGNITO_AUTH_MODULE_OPTIONS = MODULE_OPTIONS_TOKEN;
