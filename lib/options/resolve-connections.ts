import type { CognitoConnectionsOptions } from './connections-options.interface.js';
import { OptionReader } from './option-reader.js';
import type { ResolvedConnectionsOptions } from './resolved-options.js';
import { listOf, oneOf, string } from './validators.js';

const originValidator = string(
  'an origin like https://app.example.com, without a path',
  (value) => URL.canParse(value) && new URL(value).origin === value,
);

/** @throws CognitoAuthOptionsError if an option is invalid. */
export function resolveConnections(
  given: unknown,
  path: string,
): ResolvedConnectionsOptions {
  const reader = new OptionReader<CognitoConnectionsOptions>(
    given === undefined ? {} : given,
    path,
  );
  const onExpiry =
    reader.optional('onExpiry', oneOf('close', 'refuse')) ?? 'close';
  const origins = reader.optional('origins', listOf(originValidator)) ?? [];
  reader.refuseUnknown();
  return { onExpiry, origins: new Set(origins) };
}
