import { OptionReader } from './option-reader.js';
import type { ResolvedRevocations } from './resolved-options.js';
import type { CognitoRevocationsOptions } from './revocations-options.interface.js';
import { maxTimerDelay, number, revocationStore } from './validators.js';

/** @throws CognitoAuthOptionsError if an option is invalid. */
export function resolveRevocations(
  given: unknown,
  path: string,
): ResolvedRevocations | undefined {
  if (given === undefined) {
    return undefined;
  }
  const reader = new OptionReader<CognitoRevocationsOptions>(given, path);
  const resolved = {
    store: reader.required('store', revocationStore),
    refreshEvery:
      reader.optional(
        'refreshEvery',
        number('milliseconds', 100, maxTimerDelay),
      ) ?? 5_000,
    staleIfError:
      reader.optional('staleIfError', number('milliseconds', 0)) ?? 60_000,
  };
  reader.refuseUnknown();
  return resolved;
}
