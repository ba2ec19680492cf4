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
import { answers, goodToken, type Pools } from './answers.fixture.js';
import { request } from '../../support/http.js';
import {
  bootApp,
  platforms,
  type AppDefinition,
  type RunningApp,
} from '../../support/platforms.js';

let pools: Pools;

beforeAll(async () => {
  pools = {
    pool: await TestUserPool.create(),
    stranger: await TestUserPool.create(),
    unreachable: await TestUserPool.create(),
  };
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
              { ...pools.pool.options, audience: 'https://api.example' },
              {
                userPoolId: pools.unreachable.userPoolId,
                clientId: pools.unreachable.clientId,
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
    const { status } = await request(app.url, { token: goodToken(pools.pool) });
    expect(status).toBe(200);
  });

  it.each(answers)('to %s', async (_, sent, expected) => {
    const { path = '', ...options } = sent(pools);
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
      const { path = '', ...options } = sent(pools);
      const answer = await request(`${appWithFilter.url}${path}`, options);
      expect(answer.status).toBe(expected.status);
      expect(answer.body).toEqual({ own: expected.code });
      expect(answer.headers['www-authenticate']).toBe(expected.challenge);
      expect('retry-after' in answer.headers).toBe(expected.status === 503);
    },
  );
});
