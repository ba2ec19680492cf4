import type { TimePolicy } from '../token/check-times.js';
import type { OptionReader } from './option-reader.js';
import { resolveIssuers } from './resolve-issuers.js';
import {
  flag,
  jwksValidator,
  nullOr,
  oneOf,
  oneOrMore,
  nonEmptyString,
  string,
} from './validators.js';
import type { ResolvedUserPool } from './resolved-options.js';
import type {
  CognitoUserPoolOptions,
  SigningJwks,
} from './user-pool-options.interface.js';

/** Several ids in one string would match no client, so no token would be accepted. */
const clientIdValidator = string(
  'an app client id without blanks and commas',
  (value) => /^[^\s,]+$/.test(value),
);

/** The common options that each pool takes. */
export interface PoolDefaults extends TimePolicy {
  /** Audience of a pool that does not have the option. */
  readonly audience: string | undefined;
}

/** Validates the options of one pool and fills in the defaults. */
export function resolveUserPool(
  reader: OptionReader<CognitoUserPoolOptions>,
  { audience: defaultAudience, ...times }: PoolDefaults,
): ResolvedUserPool {
  const userPoolId = reader.required('userPoolId', nonEmptyString);
  const clientId = reader.required(
    'clientId',
    nullOr(oneOrMore(clientIdValidator), 'to accept any client of the pool'),
  );
  const tokenUse = reader.optional(
    'tokenUse',
    oneOrMore(oneOf('access', 'id')),
  );
  // Written out as undefined, it is the wish for no audience.
  const audience = reader.has('audience')
    ? reader.optional('audience', oneOrMore(nonEmptyString))
    : defaultAudience;
  return {
    ...times,
    userPoolId,
    name: reader.optional('name', nonEmptyString) ?? userPoolId,
    clientIds: clientId === null ? null : new Set([clientId].flat()),
    tokenUse: new Set([tokenUse ?? 'access'].flat()),
    audience: audience === undefined ? undefined : new Set([audience].flat()),
    issuers: resolveIssuers(
      reader,
      userPoolId,
      reader.optional('allowInsecureJwksUri', flag) ?? false,
    ),
    jwks: pinnedJwks(reader),
  };
}

function pinnedJwks(
  reader: OptionReader<CognitoUserPoolOptions>,
): SigningJwks | undefined {
  const pinned = reader.optional('jwks', jwksValidator);
  if (pinned !== undefined && reader.raw('jwksUri') !== undefined) {
    throw reader.invalid('jwksUri', 'absent where jwks pins the key set');
  }
  return pinned && { keys: pinned.keys.map((key) => ({ ...key })) };
}
