import { fromBearerHeader } from '../request/bearer-header.js';
import type { TokenExtractor } from '../request/carrier.js';
import { fromConnection } from '../request/message-extractors.js';
import type { TimePolicy } from '../token/check-times.js';
import type { CognitoCommonOptions } from './common-options.interface.js';
import { resolveConnections } from './resolve-connections.js';
import { isProduction } from './is-production.js';
import { OptionReader } from './option-reader.js';
import { CognitoAuthOptionsError } from './options.error.js';
import type { CognitoAuthModuleOptions } from './options.interface.js';
import { resolveTokenCache } from './resolve-token-cache.js';
import { resolveRevocations } from './resolve-revocations.js';
import { resolveDynamicPools } from './resolve-dynamic-pools.js';
import { resolveProtectedResource } from './resolve-protected-resource.js';
import { resolveKeys } from './resolve-keys.js';
import { resolveUserPools } from './resolve-user-pools.js';
import {
  flag,
  functionLike,
  guardClass,
  listOf,
  number,
  oneOf,
  oneOrMore,
  string,
} from './validators.js';
import type { ResolvedOptions } from './resolved-options.js';
import type { CognitoUserPoolOptions } from './user-pool-options.interface.js';

type AnyOptions = CognitoCommonOptions &
  CognitoUserPoolOptions & { userPools?: unknown; dynamicPools?: unknown };

/** The challenge quotes the realm (RFC 9110 §5.6.4) without escaping it. */
const realmValidator = string(
  'printable ASCII without " and \\',
  (value) => /^[\x20-\x7e]+$/.test(value) && !/["\\]/.test(value),
);

/** Passport and Nest key plain objects by strategy name; Passport owns "session". */
const strategyNameValidator = string(
  'a name without commas, not "session", and not that of a member of every object such as "constructor"',
  (value) => !(value in {}) && !value.includes(',') && value !== 'session',
);

/**
 * Validates the options and fills in the defaults; no other place does either.
 * The result is a copy, so a later change to the given options has no effect.
 *
 * @throws CognitoAuthOptionsError for the first invalid option.
 */
export function resolveOptions(
  given: CognitoAuthModuleOptions | undefined,
): ResolvedOptions {
  if (given === undefined) {
    throw new CognitoAuthOptionsError(
      'options',
      'are missing: call forRoot(), or return them from the factory of forRootAsync()',
    );
  }
  const reader = new OptionReader<AnyOptions>(given);
  const extractor = functionLike<TokenExtractor>();
  const times: TimePolicy = {
    clockTolerance:
      reader.optional('clockTolerance', number('seconds', 0)) ?? 0,
    maxTokenAge: reader.optional('maxTokenAge', number('seconds', 1)),
  };
  const protectedResource = resolveProtectedResource(
    reader.raw('protectedResource'),
    reader.pathOf('protectedResource'),
  );
  const resolved = {
    protectedResource,
    maxTokenLength:
      reader.optional('maxTokenLength', number('characters', 1)) ?? 65_536,
    tokenFrom: [
      reader.optional('tokenFrom', oneOrMore(extractor)) ?? [
        fromConnection(),
        fromBearerHeader(),
      ],
    ].flat(),
    validate: reader.optional(
      'validate',
      functionLike<NonNullable<ResolvedOptions['validate']>>(),
    ),
    keys: resolveKeys(reader.raw('keys'), reader.pathOf('keys')),
    tokenCache: resolveTokenCache(
      reader.raw('tokenCache'),
      reader.pathOf('tokenCache'),
    ),
    revocations: resolveRevocations(
      reader.raw('revocations'),
      reader.pathOf('revocations'),
    ),
    connections: resolveConnections(
      reader.raw('connections'),
      reader.pathOf('connections'),
    ),
    explainRefusals: resolveExplainRefusals(reader),
    realm: reader.optional('realm', realmValidator) ?? 'api',
    unguardedRoutes:
      reader.optional('unguardedRoutes', oneOf('error', 'warn', 'ignore')) ??
      'error',
    trustedGuards: new Set(
      reader.optional('trustedGuards', listOf(guardClass)) ?? [],
    ),
    strategyName:
      reader.optional('strategyName', strategyNameValidator) ?? 'cognito',
  };
  const defaults = { ...times, audience: protectedResource?.resource };
  const dynamicGiven = reader.raw('dynamicPools');
  const { userPools, resolver } = resolveUserPools(reader, defaults);
  const dynamicPools = resolveDynamicPools(
    dynamicGiven,
    reader.pathOf('dynamicPools'),
    resolver,
    defaults,
  );
  if (
    protectedResource?.authorizationServer === 'bridge' &&
    (userPools.length !== 1 || resolver)
  ) {
    throw new CognitoAuthOptionsError(
      'protectedResource.authorizationServer',
      'can be "bridge" for exactly one user pool',
    );
  }
  return { ...resolved, userPools, dynamicPools };
}

/** Explanations tell an attacker's requests apart, and cost a verification each. */
function resolveExplainRefusals(reader: OptionReader<AnyOptions>): boolean {
  const isOn = reader.optional('explainRefusals', flag) ?? false;
  if (isOn && isProduction()) {
    throw reader.invalid(
      'explainRefusals',
      'false where NODE_ENV is production',
    );
  }
  return isOn;
}
