import type {
  CognitoDynamicPoolsOptions,
  CognitoUserPoolResolver,
} from './dynamic-pools-options.interface.js';
import { OptionReader } from './option-reader.js';
import type { PoolDefaults } from './resolve-user-pool.js';
import type { ResolvedDynamicPools } from './resolved-options.js';
import { maxTimerDelay, number } from './validators.js';

const milliseconds = number('milliseconds', 100, maxTimerDelay);

/** @throws CognitoAuthOptionsError if an option is invalid. */
export function resolveDynamicPools(
  given: unknown,
  path: string,
  resolver: CognitoUserPoolResolver | undefined,
  defaults: PoolDefaults,
): ResolvedDynamicPools | undefined {
  const reader = new OptionReader<CognitoDynamicPoolsOptions>(
    given === undefined ? {} : given,
    path,
  );
  const resolved = {
    maxPools: reader.optional('maxPools', number('pools', 1, 100_000)) ?? 1_000,
    maxAge: reader.optional('maxAge', milliseconds) ?? 300_000,
    unknownFor: reader.optional('unknownFor', milliseconds) ?? 30_000,
    timeout: reader.optional('timeout', milliseconds) ?? 3_000,
  };
  reader.refuseUnknown();
  return resolver && { ...resolved, resolver, defaults };
}
