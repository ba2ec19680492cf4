import { OptionReader } from './option-reader.js';
import type { CognitoKeysOptions } from './keys-options.interface.js';
import { functionLike, maxTimerDelay, number, oneOf } from './validators.js';
import type { ResolvedKeysOptions } from './resolved-options.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/*
 * A smaller value was probably meant in seconds. In milliseconds it would fetch
 * the key sets without a pause, or time out each fetch.
 */
const maxAgeValidator = number('milliseconds', second, maxTimerDelay);
const delayValidator = number('milliseconds', 100, maxTimerDelay);

/** Validates `keys` and fills in its defaults. */
export function resolveKeys(
  given: unknown = {},
  path: string,
): ResolvedKeysOptions {
  const reader = new OptionReader<CognitoKeysOptions>(given, path);
  const options: ResolvedKeysOptions = {
    maxAge: reader.optional('maxAge', maxAgeValidator) ?? 10 * minute,
    staleIfError:
      reader.optional('staleIfError', number('milliseconds', 0)) ?? 24 * hour,
    unknownKeyCooldown:
      reader.optional('unknownKeyCooldown', delayValidator) ?? 30 * second,
    timeout: reader.optional('timeout', delayValidator) ?? 3 * second,
    maxBytes: reader.optional('maxBytes', number('bytes', 1)) ?? 64 * 1024,
    fetch:
      reader.optional('fetch', functionLike<typeof globalThis.fetch>()) ??
      globalThis.fetch,
    prefetch:
      reader.optional('prefetch', oneOf('warn', 'require', false)) ?? 'warn',
  };
  reader.refuseUnknown();
  return options;
}
