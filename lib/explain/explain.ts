import type { CognitoAuthModuleOptions } from '../options/options.interface.js';
import { resolveOptions } from '../options/resolve-options.js';
import { explainAlone } from './explain-resolved.js';
import type { ExplainedRoute, Explanation } from './explanation.js';

/**
 * Explains why `CognitoGuard` accepts or refuses a token. It runs the guard's own
 * checks, and goes on after the first one that fails. It fetches the key set of
 * the user pool, unless the option `jwks` pins it. It asks the resolver of user
 * pools, if there is one.
 *
 * It runs neither `validate` nor policies, which need a request. It reads no
 * revocations.
 *
 * @param options options of `CognitoAuthModule`
 * @param route what the route requires; an entry of `CognitoAccessMap` is one
 * @throws CognitoAuthOptionsError if an option is invalid.
 *
 * @example
 * ```ts
 * const { accepted, checks } = await explain(token, options);
 * const failed = checks.filter(({ passed }) => !passed);
 * ```
 */
export async function explain(
  token: string,
  options: CognitoAuthModuleOptions,
  route: ExplainedRoute = {},
): Promise<Explanation> {
  return explainAlone({ token, route, options: resolveOptions(options) });
}
