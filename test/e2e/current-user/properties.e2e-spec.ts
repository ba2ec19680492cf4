import { Controller, Get, type ExecutionContext } from '@nestjs/common';
import { CognitoAuthModule, CurrentUser } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { describe, expect, it } from 'vitest';
import { request } from '../../support/http.js';
import { bootApp, platforms } from '../../support/platforms.js';

const pool = await TestUserPool.create();

describe.each(platforms)('the current user on $name', (platform) => {
  it('gives no property of what validate made a text', async () => {
    @Controller()
    class RoleController {
      @Get()
      role(
        @CurrentUser() user: unknown,
        @CurrentUser<string>('length') length: unknown,
      ) {
        return { user, length: length ?? null };
      }
    }

    const app = await bootApp(platform, {
      controllers: [RoleController],
      imports: [
        CognitoAuthModule.forRoot({
          ...pool.options,
          globalGuard: true,
          validate: ({ username }) => username,
        }),
      ],
    });
    const token = pool.accessToken({ username: 'alice' });
    const { body } = await request(app.url, { token });
    await app.close();
    expect(body).toEqual({ user: 'alice', length: null });
  });

  it('gives no property of nobody', async () => {
    @Controller()
    class NobodyController {
      @Get()
      nobody(@CurrentUser('sub') sub: unknown) {
        return { sub: sub ?? null };
      }
    }

    const app = await bootApp(platform, {
      controllers: [NobodyController],
      imports: [
        CognitoAuthModule.forRoot({
          ...pool.options,
          unguardedRoutes: 'ignore',
        }),
      ],
      // What some libraries do for whom they do not know.
      configure: (nest) =>
        nest.useGlobalGuards({
          canActivate(context: ExecutionContext) {
            Object.assign(context.switchToHttp().getRequest<object>(), {
              user: null,
            });
            return true;
          },
        }),
    });
    const { body } = await request(app.url);
    await app.close();
    expect(body).toEqual({ sub: null });
  });
});
