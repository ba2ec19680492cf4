import type { CognitoTokenCacheOptions } from './common-options.interface.js';
import { OptionReader } from './option-reader.js';
import type { ResolvedOptions } from './resolved-options.js';
import { number } from './validators.js';

/** @throws CognitoAuthOptionsError if an option is invalid. */
export function resolveTokenCache(
  given: unknown,
  path: string,
): ResolvedOptions['tokenCache'] {
  if (given === false) {
    return false;
  }
  const cache = new OptionReader<CognitoTokenCacheOptions>(
    given === undefined ? {} : given,
    path,
  );
  const maxEntries =
    cache.optional('maxEntries', number('entries', 1, 2 ** 24)) ?? 10_000;
  cache.refuseUnknown();
  return { maxEntries };
}
