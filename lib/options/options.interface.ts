import type {
  CanActivate,
  ConfigurableModuleAsyncOptions,
  Type,
} from '@nestjs/common';
import type { Carrier, TokenExtractor } from '../request/carrier.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { CognitoKeysOptions } from './keys-options.interface.js';
import type { CognitoUserPoolOptions } from './user-pool-options.interface.js';

/** Size of the cache of verified tokens. */
export interface CognitoTokenCacheOptions {
  /**
   * Most tokens that are kept; of more, those go that were not seen longest.
   * 10,000 take some 15 MiB where users are in a few groups, and ten times that
   * where each is in a hundred.
   *
   * @default 10_000
   */
  maxEntries?: number | undefined;
}

/** Options that all user pools share. */
export interface CognitoCommonOptions {
  /**
   * Seconds of difference between clocks that `exp` and `nbf` are granted.
   *
   * @default 0
   */
  clockTolerance?: number | undefined;

  /** Seconds since `iat` after which a token is refused, whatever its `exp`. */
  maxTokenAge?: number | undefined;

  /**
   * Longest token that is looked at, in characters. Node's own limit for all
   * headers together is 16 KiB (`--max-http-header-size`).
   *
   * @default 65_536
   */
  maxTokenLength?: number | undefined;

  /**
   * Where to look for the token; the first extractor that finds one wins.
   *
   * @default [fromBearerHeader()]
   */
  tokenFrom?: TokenExtractor | readonly TokenExtractor[] | undefined;

  /**
   * Last step of authentication: maps the verified principal to the value of
   * `request.user`. Any falsy value refuses the user with 401 `user_refused`:
   * `undefined`, `null`, `false`, `0`, `''` and `NaN`.
   *
   * If it throws an exception of Nest or of this library, the client gets its
   * status and body. If it throws anything else, the client gets 500 without a
   * detail. An exception filter of the application gets an ordinary error as it
   * is. It gets an error with a `statusCode`, or a value that is no error, as
   * the `cause` of `Error('A check failed')`.
   */
  validate?: ((user: CognitoUser, carrier: Carrier) => unknown) | undefined;

  /** How key sets are fetched and kept. */
  keys?: CognitoKeysOptions | undefined;

  /**
   * Cache of verified tokens: a token that was good is not verified again until
   * it ends or its signing key is no longer trusted. What a route requires, and
   * `validate`, run for every request. Only a hash of the token is kept.
   *
   * @default { maxEntries: 10_000 }
   */
  tokenCache?: false | CognitoTokenCacheOptions | undefined;

  /**
   * Protection space in the challenge (RFC 9110 §11.5).
   *
   * @default 'api'
   */
  realm?: string | undefined;

  /**
   * What happens at boot when a route asks for something (`@Groups()`,
   * `@CurrentUser()` …) but no `CognitoGuard` protects it. It applies to all
   * routes: for single routes behind another guard use `trustedGuards`.
   *
   * @default 'error'
   */
  unguardedRoutes?: 'error' | 'warn' | 'ignore' | undefined;

  /**
   * Guards of your own, such as a class that extends
   * `AuthGuard(['cognito', 'api-key'])`. The boot audit takes them for a
   * `CognitoGuard` where a route asks for `@CurrentUser()` or `@Claim()` only.
   * They never count where a route has a requirement such as `@Groups()`.
   *
   * @default []
   */
  trustedGuards?: readonly Type<CanActivate>[] | undefined;

  /**
   * Name under which Passport knows the strategy too, so that
   * `AuthGuard(['cognito', 'api-key'])` composes. Passport has one registry for
   * the whole process; `CognitoGuard` does not depend on it.
   *
   * @default 'cognito'
   */
  strategyName?: string | undefined;
}

/** Options of `CognitoAuthModule`: those of one pool, or a list of pools. */
export type CognitoAuthModuleOptions = CognitoCommonOptions &
  (
    | (CognitoUserPoolOptions & {
        /** Absent: the options of the only user pool stand beside this. */
        userPools?: undefined;
      })
    | (NoUserPoolOptions & {
        /** The user pools whose tokens are accepted. */
        userPools: readonly CognitoUserPoolOptions[];
      })
  );

/** Beside `userPools`, the options of a single pool have no place. */
type NoUserPoolOptions = { [name in keyof CognitoUserPoolOptions]?: undefined };

/** Extras of the registration: decided before the options are known. */
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

/** Provides the options, for `forRootAsync` with `useClass` and `useExisting`. */
export interface CognitoAuthOptionsFactory {
  /** Returns the options; Nest calls it once, at boot. */
  createCognitoAuthOptions():
    CognitoAuthModuleOptions | Promise<CognitoAuthModuleOptions>;
}

/** How `forRootAsync` gets the options. */
export type CognitoAuthModuleAsyncOptions = ConfigurableModuleAsyncOptions<
  CognitoAuthModuleOptions,
  'createCognitoAuthOptions'
> &
  CognitoAuthModuleExtras;
