import type { TimePolicy } from '../token/check-claims.js';
import type { OptionReader } from './option-reader.js';
import { resolveIssuers } from './resolve-issuers.js';
import {
  flag,
  jwksRule,
  nullOr,
  oneOf,
  oneOrMore,
  text,
  textThat,
} from './rules.js';
import type { UserPoolSettings } from './settings.js';
import type {
  CognitoUserPoolOptions,
  SigningJwks,
} from './user-pool-options.interface.js';

/** Several in one text would match no client, and refuse every token. */
const clientIdRule = textThat(
  'an app client id without blanks and commas',
  (value) => /^[^\s,]+$/.test(value),
);

/** Validates the options of one pool and fills in the defaults. */
export function resolveUserPool(
  reader: OptionReader<CognitoUserPoolOptions>,
  times: TimePolicy,
): UserPoolSettings {
  const userPoolId = reader.required('userPoolId', text);
  const clientId = reader.required(
    'clientId',
    nullOr(oneOrMore(clientIdRule), 'to accept any client of the pool'),
  );
  const tokenUse = reader.optional(
    'tokenUse',
    oneOrMore(oneOf('access', 'id')),
  );
  const audience = reader.optional('audience', oneOrMore(text));
  return {
    ...times,
    userPoolId,
    name: reader.optional('name', text) ?? userPoolId,
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
  const pinned = reader.optional('jwks', jwksRule);
  if (pinned !== undefined && reader.raw('jwksUri') !== undefined) {
    throw reader.refuse('jwksUri', 'absent where jwks pins the key set');
  }
  return pinned && { keys: pinned.keys.map((key) => ({ ...key })) };
}
