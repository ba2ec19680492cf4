import { Controller, Get } from '@nestjs/common';
import {
  CognitoAuthModule,
  CurrentUser,
  fromBearerHeader,
  fromCookie,
  fromHeader,
  fromQuery,
  type TokenExtractor,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from '../../support/http.js';
import {
  bootApp,
  platforms,
  type RunningApp,
} from '../../support/platforms.js';

let pool: TestUserPool;

beforeAll(async () => {
  pool = await TestUserPool.create();
});

@Controller()
class MeController {
  @Get()
  me(@CurrentUser('username') username: string) {
    return { username };
  }
}

const fromTenantHeader: TokenExtractor = ({ headers }) => {
  const value = headers['x-tenant-token'];
  return typeof value === 'string' ? value.split('|')[1] : undefined;
};

describe.each(platforms)('the sources of a token on $name', (platform) => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await bootApp(platform, {
      controllers: [MeController],
      imports: [
        CognitoAuthModule.forRoot({
          ...pool.options,
          globalGuard: true,
          tokenFrom: [
            fromBearerHeader(),
            fromHeader('X-Access-Token'),
            fromCookie('access_token'),
            fromQuery('access_token'),
            fromTenantHeader,
          ],
        }),
      ],
    });
  });

  afterAll(() => app.close());

  const tokenOf = (username: string) => pool.accessToken({ username });

  it.each<[string, (token: string) => [string, Record<string, string>]]>([
    [
      'the Authorization header',
      (token) => ['', { authorization: `bearer  ${token}` }],
    ],
    ['a header of its own', (token) => ['', { 'x-access-token': token }]],
    [
      'a cookie',
      (token) => ['', { cookie: `a=%ZZ; access_token=${token}; b` }],
    ],
    ['the query string', (token) => [`?access_token=${token}`, {}]],
    [
      "the application's own place",
      (token) => ['', { 'x-tenant-token': `1|${token}` }],
    ],
  ])('are asked in turn: %s', async (_, place) => {
    const [query, headers] = place(tokenOf('alice'));
    const answer = await request(`${app.url}/${query}`, { headers });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ username: 'alice' });
  });

  it('are asked in the order of the list', async () => {
    const answer = await request(
      `${app.url}/?access_token=${tokenOf('query')}`,
      {
        headers: {
          cookie: `access_token=${tokenOf('cookie')}`,
          'x-access-token': tokenOf('header'),
        },
      },
    );
    expect(answer.body).toEqual({ username: 'header' });
  });

  it('are not asked further once one has a token, good or bad', async () => {
    const answer = await request(app.url, {
      token: 'garbage',
      headers: { 'x-access-token': tokenOf('alice') },
    });
    expect(answer.body['code']).toBe('token_malformed');
  });

  it.each([
    ['two values in the query string', `?access_token=a&access_token=b`, 400],
    ['no value in the query string', `?access_token=`, 401],
    ['a nested value in the query string', `?access_token[x]=a`, 401],
    ['a parameter named like a member', `?__proto__=a&constructor=a`, 401],
  ])('answer %s', async (_, query, status) => {
    const answer = await request(`${app.url}/${query}`);
    expect(answer.status).toBe(status);
  });
});
