import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import type { RequestOptions } from '../../support/http.js';

/** Whose tokens are sent. */
export interface Pools {
  readonly pool: TestUserPool;
  /** A pool that the application does not know. */
  readonly stranger: TestUserPool;
  /** A configured pool whose key set cannot be fetched. */
  readonly unreachable: TestUserPool;
}

const challenge = (error: string, description: string) =>
  `Bearer realm="api", error="${error}", error_description="${description}"`;

interface ExpectedAnswer {
  readonly status: number;
  readonly error: string;
  readonly message: string;
  readonly code: string;
  readonly challenge: string | undefined;
}

const unauthorized = (code: string, message: string): ExpectedAnswer => ({
  status: 401,
  error: 'Unauthorized',
  message,
  code,
  challenge: challenge('invalid_token', message),
});

const missing: ExpectedAnswer = {
  ...unauthorized('token_missing', 'A bearer token is required'),
  challenge: 'Bearer realm="api"',
};

const malformed = 'The credentials of the request are malformed';
const malformedRequest: ExpectedAnswer = {
  ...unauthorized('request_malformed', malformed),
  status: 400,
  error: 'Bad Request',
  challenge: challenge('invalid_request', malformed),
};

const notMember = 'Membership of a required group is missing';
const notInGroup: ExpectedAnswer = {
  ...unauthorized('group_missing', notMember),
  status: 403,
  error: 'Forbidden',
  challenge: challenge('insufficient_scope', notMember),
};

const noKeys = 'The signing keys to verify the token are not available';
const unavailable: ExpectedAnswer = {
  ...unauthorized('keys_unavailable', noKeys),
  status: 503,
  error: 'Service Unavailable',
  challenge: undefined,
};

/** Makes what is sent, of the pools at hand. */
type Sent = (pools: Pools) => RequestOptions & { readonly path?: string };

const authorization = (...values: string[]): Sent => {
  // One line each on the wire, which the types of Node do not foresee.
  return () => ({ headers: { authorization: values as unknown as string } });
};

/** What is sent, and all that must come back: one row for each refusal. */
export const answers: readonly (readonly [string, Sent, ExpectedAnswer])[] = [
  ['nothing', () => ({}), missing],
  ['another scheme', authorization('Basic YTpi'), missing],
  ['a scheme alone', authorization('Bearer'), malformedRequest],
  ['two tokens', authorization('Bearer a b'), malformedRequest],
  ['two headers', authorization('Bearer a', 'Bearer b'), malformedRequest],
  [
    'an opaque token',
    () => ({ token: 'opaque' }),
    unauthorized('token_malformed', 'The token is malformed'),
  ],
  [
    'a token of another signer',
    ({ pool, stranger }) => ({
      token: stranger.accessToken({
        clientId: pool.clientId,
        claims: { iss: pool.issuer },
      }),
    }),
    unauthorized('signature_invalid', 'The signature of the token is invalid'),
  ],
  [
    'a token of another pool',
    ({ stranger }) => ({ token: stranger.accessToken() }),
    unauthorized(
      'issuer_unknown',
      'The issuer of the token is not accepted here',
    ),
  ],
  [
    'an expired token',
    ({ pool }) => ({ token: pool.accessToken({ expiresIn: -1 }) }),
    unauthorized('token_expired', 'The token has expired'),
  ],
  [
    'a token of tomorrow',
    ({ pool }) => ({
      token: pool.accessToken({ claims: { nbf: Date.now() / 1000 + 60 } }),
    }),
    unauthorized('token_not_active', 'The token is not valid yet'),
  ],
  [
    'a token of another client',
    ({ pool }) => ({ token: pool.accessToken({ clientId: 'another' }) }),
    unauthorized('client_mismatch', 'The token was issued to another client'),
  ],
  [
    'a token for another audience',
    ({ pool }) => ({
      token: pool.accessToken({ claims: { aud: 'https://other.example' } }),
    }),
    unauthorized(
      'audience_mismatch',
      'The token is meant for another audience',
    ),
  ],
  [
    'an ID token',
    ({ pool }) => ({ token: pool.idToken() }),
    unauthorized(
      'token_use_mismatch',
      'This kind of token (token_use) is not accepted here',
    ),
  ],
  [
    'a user whom validate refuses',
    ({ pool }) => ({ token: goodToken(pool, 'refused') }),
    unauthorized('user_refused', 'The user of the token is not accepted here'),
  ],
  [
    'a token without the group',
    ({ pool }) => ({ path: '/admin', token: goodToken(pool) }),
    notInGroup,
  ],
  [
    'a token whose key cannot be fetched',
    ({ unreachable }) => ({ token: unreachable.accessToken() }),
    unavailable,
  ],
];

/** A token that meets all but the group of the admin route. */
export function goodToken(pool: TestUserPool, username = 'alice'): string {
  const claims = { aud: 'https://api.example' };
  return pool.accessToken({ username, claims });
}
