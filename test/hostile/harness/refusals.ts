import type { Answer } from '../../support/http.js';

/** What an answer is compared by; it is all that a refusal may consist of. */
export interface ExpectedAnswer {
  readonly status: number;
  readonly challenge: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

const statusTexts = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
} as const;

type Sentence = readonly [
  status: keyof typeof statusTexts,
  error: string | undefined,
  message: string,
  parameters?: string,
];

/** The documented refusals, written out: the library must not be asked what it owes. */
const refusals = {
  token_missing: [401, undefined, 'A bearer token is required'],
  request_malformed: [
    400,
    'invalid_request',
    'The credentials of the request are malformed',
  ],
  token_malformed: [401, 'invalid_token', 'The token is malformed'],
  signature_invalid: [
    401,
    'invalid_token',
    'The signature of the token is invalid',
  ],
  issuer_unknown: [
    401,
    'invalid_token',
    'The issuer of the token is not accepted here',
  ],
  token_expired: [401, 'invalid_token', 'The token has expired'],
  token_not_active: [401, 'invalid_token', 'The token is not valid yet'],
  client_mismatch: [
    401,
    'invalid_token',
    'The token was issued to another client',
  ],
  audience_mismatch: [
    401,
    'invalid_token',
    'The token is meant for another audience',
  ],
  token_use_mismatch: [
    401,
    'invalid_token',
    'This kind of token (token_use) is not accepted here',
  ],
  user_refused: [
    401,
    'invalid_token',
    'The user of the token is not accepted here',
  ],
  step_up_required: [
    401,
    'insufficient_user_authentication',
    'A more recent or stronger sign-in is required',
    ', max_age="300"',
  ],
  scope_missing: [
    403,
    'insufficient_scope',
    'The token lacks a required scope',
    ', scope="orders/read orders/write"',
  ],
  group_missing: [
    403,
    'insufficient_scope',
    'Membership of a required group is missing',
  ],
  group_forbidden: [
    403,
    'insufficient_scope',
    'Members of one of the groups of the user are not allowed here',
  ],
} as const satisfies Record<string, Sentence>;

export type RefusalCode = keyof typeof refusals;

export const isRefusalCode = (code: unknown): code is RefusalCode =>
  typeof code === 'string' && Object.hasOwn(refusals, code);

/** The one answer a refusal may have. */
export function refusal(code: RefusalCode): ExpectedAnswer {
  const [status, error, message, parameters = '']: Sentence = refusals[code];
  const reason =
    error === undefined
      ? ''
      : `, error="${error}", error_description="${message}"${parameters}`;
  return {
    status,
    challenge: `Bearer realm="api"${reason}`,
    body: { statusCode: status, error: statusTexts[status], message, code },
  };
}

/** An answer, reduced to what is compared. */
export function seen({ status, headers, body }: Answer): ExpectedAnswer {
  return { status, challenge: headers['www-authenticate'], body };
}
