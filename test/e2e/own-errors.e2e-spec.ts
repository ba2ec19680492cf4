import {
  Catch,
  Controller,
  Get,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CognitoAuthModule, CurrentUser, Policy } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { request } from '../support/http.js';
import { bootApp, platforms, type RunningApp } from '../support/platforms.js';

const pool = await TestUserPool.create();

class AccountLocked extends Error {}

/** Answers 423, and keeps what it was given. */
@Catch()
class RecordingFilter implements ExceptionFilter {
  readonly caught: unknown[] = [];

  constructor(private readonly adapterHost: HttpAdapterHost) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    this.caught.push(exception);
    const response: unknown = host.switchToHttp().getResponse();
    this.adapterHost.httpAdapter.reply(response, {}, 423);
  }
}

describe.each(platforms)('what an application throws on $name', (platform) => {
  let app: RunningApp;

  afterEach(() => app.close());

  /** What the application's filter is given of what a policy throws. */
  const caughtOf = async (thrown: unknown): Promise<unknown> => {
    @Controller()
    class AccountController {
      @Get()
      @Policy(() => {
        throw thrown;
      }, 'throws')
      account(@CurrentUser('sub') sub: string) {
        return { sub };
      }
    }

    let filter: RecordingFilter | undefined;
    app = await bootApp(platform, {
      controllers: [AccountController],
      imports: [
        CognitoAuthModule.forRoot({ ...pool.options, globalGuard: true }),
      ],
      configure: (nest) => {
        filter = new RecordingFilter(nest.get(HttpAdapterHost));
        nest.useGlobalFilters(filter);
      },
    });
    const { status } = await request(app.url, { token: pool.accessToken() });
    expect(status).toBe(423);
    return filter?.caught[0];
  };

  it('reaches its own filter as it is', async () => {
    const locked = new AccountLocked('locked');
    expect(await caughtOf(locked)).toBe(locked);
  });

  it.each([
    ['is no error', 'locked'],
    ['has a status', Object.assign(new Error('secret'), { statusCode: 404 })],
  ])('is kept as a cause where it %s', async (_, thrown) => {
    const caught = await caughtOf(thrown);
    expect(caught).toBeInstanceOf(Error);
    expect(caught).toMatchObject({ message: 'A check failed', cause: thrown });
  });
});
