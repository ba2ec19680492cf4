import type { CanActivate, Type } from '@nestjs/common';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { Carrier, TokenExtractor } from '../request/carrier.js';
import type { CognitoConnectionsOptions } from './connections-options.interface.js';
import type { CognitoProtectedResourceOptions } from './protected-resource-options.interface.js';
import type { CognitoRevocationsOptions } from './revocations-options.interface.js';
import type { CognitoKeysOptions } from './keys-options.interface.js';

/** Options for the cache of verified tokens. */
export interface CognitoTokenCacheOptions {
  /**
   * Maximum number of cached tokens. The least recently used is evicted first.
   * 10,000 tokens take about 15 MiB if users are in a few groups. They take ten
   * times that if each user is in a hundred.
   *
   * @default 10_000
   */
  maxEntries?: number | undefined;
}

/** Options that all user pools share. */
export interface CognitoCommonOptions {
  /**
   * Seconds by which clocks may differ when `exp` and `nbf` are checked (RFC
   * 7519 §4.1.4 and §4.1.5).
   *
   * @default 0
   */
  clockTolerance?: number | undefined;

  /**
   * Seconds after `iat` at which a token is refused, whatever its `exp`.
   *
   * @default undefined (no limit)
   */
  maxTokenAge?: number | undefined;

  /**
   * Maximum length of a token, in characters. A longer token is refused before
   * it is decoded. Node itself limits all headers together to 16 KiB
   * (`--max-http-header-size`).
   *
   * @default 65_536
   */
  maxTokenLength?: number | undefined;

  /**
   * Extractors that look for the token. The first that finds one wins.
   *
   * @default [fromConnection(), fromBearerHeader()]
   */
  tokenFrom?: TokenExtractor | readonly TokenExtractor[] | undefined;

  /**
   * Maps the verified principal to the value of `request.user`, as the last
   * step of authentication. A falsy value refuses the user with 401
   * `user_refused`: `undefined`, `null`, `false`, `0`, `''` and `NaN`.
   *
   * If it throws an exception of Nest or of this library, the client gets its
   * status and body. If it throws anything else, the client gets 500 without a
   * detail. The application's exception filters get an ordinary error unchanged.
   * An error with a `statusCode`, or a thrown value that is no error, becomes
   * the `cause` of `Error('A check failed')`.
   */
  validate?: ((user: CognitoUser, carrier: Carrier) => unknown) | undefined;

  /** Options for fetching and caching key sets. */
  keys?: CognitoKeysOptions | undefined;

  /**
   * Cache of verified tokens; `false` turns it off. A cached token is verified
   * again only when it has expired or its signing key is no longer trusted.
   * The requirements of a route and `validate` run for every request. The cache
   * stores a hash of the token, never the token.
   *
   * @default { maxEntries: 10_000 }
   */
  tokenCache?: false | CognitoTokenCacheOptions | undefined;

  /**
   * Tokens, sign-ins, users and clients that were signed out before their tokens
   * expire. See `CognitoRevocations`.
   *
   * @default undefined (no token is revoked)
   */
  revocations?: CognitoRevocationsOptions | undefined;

  /** Options for WebSockets and GraphQL subscriptions. */
  connections?: CognitoConnectionsOptions | undefined;

  /**
   * Serves metadata by which clients find out how to sign in (RFC 9728), and
   * names it in each challenge.
   *
   * @default undefined (no route, and no parameter in the challenge)
   */
  protectedResource?: CognitoProtectedResourceOptions | undefined;

  /**
   * Logs for each refusal why, and what to do about it. It is for development:
   * with `NODE_ENV=production` it refuses the boot. The log shows issuer, client,
   * times, scopes and groups of the token.
   *
   * @default false
   */
  explainRefusals?: boolean | undefined;

  /**
   * Protection space that the challenge names (RFC 9110 §11.5).
   *
   * @default 'api'
   */
  realm?: string | undefined;

  /**
   * Decides what happens at boot if a route uses a decorator such as
   * `@Groups()` or `@CurrentUser()` but no `CognitoGuard` protects it. `'error'`
   * refuses to start, `'warn'` logs the routes, and `'ignore'` does nothing. It
   * applies to all routes. For single routes behind another guard use
   * `trustedGuards`.
   *
   * @default 'error'
   */
  unguardedRoutes?: 'error' | 'warn' | 'ignore' | undefined;

  /**
   * Guards of the application, such as a class that extends
   * `AuthGuard(['cognito', 'api-key'])`. The boot audit accepts them instead of
   * `CognitoGuard` if a route uses only `@CurrentUser()`, `@Claim()` or
   * `@CurrentToken()`. A route with a requirement such as `@Groups()` still needs
   * `CognitoGuard`.
   *
   * @default []
   */
  trustedGuards?: readonly Type<CanActivate>[] | undefined;

  /**
   * Name under which Passport registers the strategy, for guards such as
   * `AuthGuard(['cognito', 'api-key'])`. Passport has one registry for the whole
   * process. `CognitoGuard` does not depend on it.
   *
   * @default 'cognito'
   */
  strategyName?: string | undefined;
}
