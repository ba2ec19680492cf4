import type { ConfigurableModuleAsyncOptions } from '@nestjs/common';
import type { CognitoCommonOptions } from './common-options.interface.js';
import type {
  CognitoDynamicPoolsOptions,
  CognitoUserPoolResolver,
} from './dynamic-pools-options.interface.js';
import type { CognitoUserPoolOptions } from './user-pool-options.interface.js';

/** Options of `CognitoAuthModule`, for one user pool or a list of them. */
export type CognitoAuthModuleOptions = CognitoCommonOptions &
  (
    | (CognitoUserPoolOptions & {
        /** Absent if the options of a single user pool stand at the top level. */
        userPools?: undefined;
      })
    | (NoUserPoolOptions & {
        /**
         * The user pools whose tokens are accepted. The list may end in a function
         * that resolves pools at run time, or be that function. Listed pools win.
         */
        userPools:
          | readonly CognitoUserPoolOptions[]
          | CognitoUserPoolResolver
          | readonly [
              ...pools: CognitoUserPoolOptions[],
              resolver: CognitoUserPoolResolver,
            ];
        /** Limits for the pools that a function resolves. */
        dynamicPools?: CognitoDynamicPoolsOptions | undefined;
      })
  );

/** Forbids the options of a single user pool beside `userPools`. */
type NoUserPoolOptions = { [name in keyof CognitoUserPoolOptions]?: undefined };

/** Options of the registration, which Nest needs before it has the others. */
export interface CognitoAuthModuleExtras {
  /**
   * Makes the guard and the verifier available in every module.
   *
   * @default true
   */
  isGlobal?: boolean | undefined;

  /**
   * Registers `CognitoGuard` for all routes of the application.
   *
   * @default false
   */
  globalGuard?: boolean | undefined;
}

/** Provides the options to `forRootAsync` with `useClass` or `useExisting`. */
export interface CognitoAuthOptionsFactory {
  /** Returns the options; Nest calls it once, at boot. */
  createCognitoAuthOptions():
    CognitoAuthModuleOptions | Promise<CognitoAuthModuleOptions>;
}

/** Options of `forRootAsync`, which say how to obtain the module's options. */
export type CognitoAuthModuleAsyncOptions = ConfigurableModuleAsyncOptions<
  CognitoAuthModuleOptions,
  'createCognitoAuthOptions'
> &
  CognitoAuthModuleExtras;
