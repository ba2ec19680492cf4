/** Error code of a challenge (RFC 6750 §3.1, RFC 9470 §3). */
export type ChallengeError =
  | 'invalid_request'
  | 'invalid_token'
  | 'insufficient_scope'
  | 'insufficient_user_authentication';

/** Code of a 400 response. */
export type BadRequestCode = 'request_malformed';

/** Code of a 401 response. */
export type UnauthorizedCode =
  | 'token_missing'
  | 'token_malformed'
  | 'signature_invalid'
  | 'issuer_unknown'
  | 'token_expired'
  | 'token_not_active'
  | 'client_mismatch'
  | 'audience_mismatch'
  | 'token_use_mismatch'
  | 'token_revoked'
  | 'user_refused'
  | 'step_up_required';

/** Code of a 403 response. */
export type ForbiddenCode =
  | 'scope_missing'
  | 'group_missing'
  | 'group_forbidden'
  | 'user_pool_mismatch'
  | 'policy_refused';

/** Code of a 503 response. */
export type UnavailableCode =
  'keys_unavailable' | 'revocations_unavailable' | 'user_pool_unavailable';

interface Refusal {
  readonly error?: ChallengeError;
  readonly message: string;
}

/*
 * The fixed sentences of all refusals, by status and code. They go into a header
 * and a body, so they must never hold a part of the token.
 */

export const badRequests = {
  request_malformed: {
    error: 'invalid_request',
    message: 'The credentials of the request are malformed',
  },
} as const satisfies Record<BadRequestCode, Refusal>;

export const unauthorized = {
  token_missing: { message: 'A bearer token is required' },
  token_malformed: {
    error: 'invalid_token',
    message: 'The token is malformed',
  },
  signature_invalid: {
    error: 'invalid_token',
    message: 'The signature of the token is invalid',
  },
  issuer_unknown: {
    error: 'invalid_token',
    message: 'The issuer of the token is not accepted here',
  },
  token_expired: { error: 'invalid_token', message: 'The token has expired' },
  token_not_active: {
    error: 'invalid_token',
    message: 'The token is not valid yet',
  },
  client_mismatch: {
    error: 'invalid_token',
    message: 'The token was issued to another client',
  },
  audience_mismatch: {
    error: 'invalid_token',
    message: 'The token is meant for another audience',
  },
  token_use_mismatch: {
    error: 'invalid_token',
    message: 'This kind of token (token_use) is not accepted here',
  },
  token_revoked: { error: 'invalid_token', message: 'The token was revoked' },
  user_refused: {
    error: 'invalid_token',
    message: 'The user of the token is not accepted here',
  },
  step_up_required: {
    error: 'insufficient_user_authentication',
    message: 'A more recent or stronger sign-in is required',
  },
} as const satisfies Record<UnauthorizedCode, Refusal>;

export const forbidden = {
  scope_missing: {
    error: 'insufficient_scope',
    message: 'The token lacks a required scope',
  },
  group_missing: {
    error: 'insufficient_scope',
    message: 'Membership of a required group is missing',
  },
  group_forbidden: {
    error: 'insufficient_scope',
    message: 'Members of one of the groups of the user are not allowed here',
  },
  user_pool_mismatch: {
    error: 'insufficient_scope',
    message: 'Users of this user pool are not allowed here',
  },
  policy_refused: {
    error: 'insufficient_scope',
    message: 'A policy of this route does not allow the request',
  },
} as const satisfies Record<ForbiddenCode, Refusal>;

export const unavailable = {
  keys_unavailable: {
    message: 'The signing keys to verify the token are not available',
  },
  user_pool_unavailable: {
    message: 'The user pool of the token cannot be looked up now',
  },
  revocations_unavailable: {
    message: 'Whether the token was revoked cannot be told now',
  },
} as const satisfies Record<UnavailableCode, Refusal>;
