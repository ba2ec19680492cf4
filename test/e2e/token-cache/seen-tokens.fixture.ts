import { Controller, Get } from '@nestjs/common';
import {
  CognitoAuthModule,
  CurrentUser,
  Groups,
  type CognitoCommonOptions,
  type CognitoUser,
  type CognitoUserPoolOptions,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, describe, vi } from 'vitest';
import { request } from '../../support/http.js';
import {
  bootApp,
  platforms,
  type RunningApp,
} from '../../support/platforms.js';

/** Whose tokens are sent; its keys are pinned where no `jwksUri` is given. */
export const pool = await TestUserPool.create();

/** What a test leaves open is closed behind it, the latest first. */
export const open: (() => Promise<unknown>)[] = [];

/** Every principal that a handler was given. */
export const handled = new Set<CognitoUser>();

@Controller()
class CachedController {
  @Get()
  me(@CurrentUser() user: CognitoUser & { calls?: number }) {
    handled.add(user);
    return { sub: user.sub, calls: user.calls };
  }

  @Get('admin')
  @Groups('admin')
  admin() {
    return {};
  }
}

type Boot = (
  options?: CognitoCommonOptions & Partial<CognitoUserPoolOptions>,
) => Promise<RunningApp>;

/** Describes tokens that are sent several times, on every platform. */
export function describeSeenTokens(
  what: string,
  tests: (boot: Boot) => void,
): void {
  describe.each(platforms)(`${what} on $name`, (platform) => {
    afterEach(async () => {
      vi.useRealTimers();
      for (let close = open.pop(); close; close = open.pop()) {
        await close();
      }
    });

    tests(async (options = {}) => {
      const { userPoolId, clientId, jwks } = pool.options;
      const pinned = 'jwksUri' in options ? {} : { jwks };
      const app = await bootApp(platform, {
        controllers: [CachedController],
        imports: [
          CognitoAuthModule.forRoot({
            userPoolId,
            clientId,
            ...pinned,
            ...options,
            globalGuard: true,
          }),
        ],
      });
      open.push(app.close);
      return app;
    });
  });
}

/** 200, or the code of the refusal. */
export async function codeOf(
  { url }: RunningApp,
  token: string,
  path = '',
): Promise<unknown> {
  const { status, body } = await request(`${url}/${path}`, { token });
  return status === 200 ? 200 : body['code'];
}
