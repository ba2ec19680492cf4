import {
  Catch,
  Controller,
  Get,
  HttpException,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import {
  CognitoAuthModule,
  Groups,
  isCognitoAuthException,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request, type RequestOptions } from '../support/http.js';
import {
  bootApp,
  platforms,
  type AppDefinition,
  type RunningApp,
} from '../support/platforms.js';

let pool: TestUserPool;
let stranger: TestUserPool;
let unreachable: TestUserPool;

beforeAll(async () => {
  [pool, stranger, unreachable] = await Promise.all([
    TestUserPool.create(),
    TestUserPool.create(),
    TestUserPool.create(),
  ]);
});

let handled = 0;

@Controller()
class HandledController {
  @Get()
  any() {
    handled += 1;
    return {};
  }

  @Get('admin')
  @Groups('admin')
  admin() {
    handled += 1;
    return {};
  }
}

/** What applications commonly do: a filter of their own for every error. */
@Catch()
class OwnFilter implements ExceptionFilter {
  constructor(private readonly adapterHost: HttpAdapterHost) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const status = error instanceof HttpException ? error.getStatus() : 500;
    const code = isCognitoAuthException(error) ? error.code : 'unknown';
    const response: unknown = host.switchToHttp().getResponse();
    this.adapterHost.httpAdapter.reply(response, { own: code }, status);
  }
}

const bare = 'Bearer realm="api"';
const challenge = (error: string, description: string) =>
  `${bare}, error="${error}", error_description="${description}"`;

interface Expected {
  readonly status: number;
  readonly error: string;
  readonly message: string;
  readonly code: string;
  readonly challenge: string | undefined;
}

const unauthorized = (code: string, message: string): Expected => ({
  status: 401,
  error: 'Unauthorized',
  message,
  code,
  challenge: challenge('invalid_token', message),
});

const missing: Expected = {
  ...unauthorized('token_missing', 'A bearer token is required'),
  challenge: bare,
};

const malformedRequest: Expected = {
  status: 400,
  error: 'Bad Request',
  message: 'The credentials of the request are malformed',
  code: 'request_malformed',
  challenge: challenge(
    'invalid_request',
    'The credentials of the request are malformed',
  ),
};

type Sent = () => RequestOptions & { readonly path?: string };

const authorization = (...values: string[]): Sent => {
  // One line each on the wire, which the types of Node do not foresee.
  return () => ({ headers: { authorization: values as unknown as string } });
};

const answers: readonly (readonly [string, Sent, Expected])[] = [
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
    () => ({
      token: stranger.accessToken({
        clientId: pool.clientId,
        claims: { iss: pool.issuer },
      }),
    }),
    unauthorized('signature_invalid', 'The signature of the token is invalid'),
  ],
  [
    'a token of another pool',
    () => ({ token: stranger.accessToken() }),
    unauthorized(
      'issuer_unknown',
      'The issuer of the token is not accepted here',
    ),
  ],
  [
    'an expired token',
    () => ({ token: pool.accessToken({ expiresIn: -1 }) }),
    unauthorized('token_expired', 'The token has expired'),
  ],
  [
    'a token of tomorrow',
    () => ({
      token: pool.accessToken({ claims: { nbf: Date.now() / 1000 + 60 } }),
    }),
    unauthorized('token_not_active', 'The token is not valid yet'),
  ],
  [
    'a token of another client',
    () => ({ token: pool.accessToken({ clientId: 'another' }) }),
    unauthorized('client_mismatch', 'The token was issued to another client'),
  ],
  [
    'a token for another audience',
    () => ({
      token: pool.accessToken({ claims: { aud: 'https://other.example' } }),
    }),
    unauthorized(
      'audience_mismatch',
      'The token is meant for another audience',
    ),
  ],
  [
    'an ID token',
    () => ({ token: pool.idToken() }),
    unauthorized(
      'token_use_mismatch',
      'This kind of token (token_use) is not accepted here',
    ),
  ],
  [
    'a user whom validate refuses',
    () => ({ token: good({ username: 'refused' }) }),
    unauthorized('user_refused', 'The user of the token is not accepted here'),
  ],
  [
    'a token without the group',
    () => ({ path: '/admin', token: good() }),
    {
      status: 403,
      error: 'Forbidden',
      message: 'Membership of a required group is missing',
      code: 'group_missing',
      challenge: challenge(
        'insufficient_scope',
        'Membership of a required group is missing',
      ),
    },
  ],
  [
    'a token whose key cannot be fetched',
    () => ({ token: unreachable.accessToken() }),
    {
      status: 503,
      error: 'Service Unavailable',
      message: 'The signing keys to verify the token are not available',
      code: 'keys_unavailable',
      challenge: undefined,
    },
  ],
];

function good(options: { username?: string } = {}): string {
  return pool.accessToken({
    ...options,
    claims: { aud: 'https://api.example' },
  });
}

describe.each(platforms)('answers on $name', (platform) => {
  let app: RunningApp;
  let appWithFilter: RunningApp;

  beforeAll(async () => {
    const boot = (rest: AppDefinition) =>
      bootApp(platform, {
        ...rest,
        controllers: [HandledController],
        imports: [
          CognitoAuthModule.forRoot({
            userPools: [
              { ...pool.options, audience: 'https://api.example' },
              {
                userPoolId: unreachable.userPoolId,
                clientId: unreachable.clientId,
                jwksUri: 'http://127.0.0.1:1/jwks.json',
              },
            ],
            globalGuard: true,
            validate: (user) => user.username !== 'refused' && user,
          }),
        ],
      });
    app = await boot({});
    appWithFilter = await boot({
      configure: (nest) =>
        nest.useGlobalFilters(new OwnFilter(nest.get(HttpAdapterHost))),
    });
  });

  afterAll(() => Promise.all([app.close(), appWithFilter.close()]));

  it('lets the good token in', async () => {
    const { status } = await request(app.url, { token: good() });
    expect(status).toBe(200);
  });

  it.each(answers)('to %s', async (_, sent, expected) => {
    const { path = '', ...options } = sent();
    const before = handled;
    const answer = await request(`${app.url}${path}`, options);
    expect(answer.status).toBe(expected.status);
    expect(answer.body).toEqual({
      statusCode: expected.status,
      error: expected.error,
      message: expected.message,
      code: expected.code,
    });
    expect(answer.headers['www-authenticate']).toBe(expected.challenge);
    expect(answer.headers['retry-after']).toEqual(
      expected.status === 503 ? expect.stringMatching(/^[1-9]\d*$/) : undefined,
    );
    expect(handled).toBe(before);
  });

  it.each(answers)(
    "to %s, with the application's own filter",
    async (_, sent, expected) => {
      const { path = '', ...options } = sent();
      const answer = await request(`${appWithFilter.url}${path}`, options);
      expect(answer.status).toBe(expected.status);
      expect(answer.body).toEqual({ own: expected.code });
      expect(answer.headers['www-authenticate']).toBe(expected.challenge);
      expect('retry-after' in answer.headers).toBe(expected.status === 503);
    },
  );
});
