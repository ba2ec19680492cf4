import { Controller, Get } from '@nestjs/common';
import { CognitoAuthModule, Groups, Policy } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from '../../support/http.js';
import {
  bootApp,
  platforms,
  type RunningApp,
} from '../../support/platforms.js';

const nativePromise = globalThis.Promise;

/** What bluebird, zone.js and the like put in the place of the native one. */
class OtherPromise<T> extends nativePromise<T> {}

@Controller()
class AnyController {
  @Get()
  any() {
    return {};
  }

  @Get('admin')
  @Groups('admin')
  admin() {
    return {};
  }

  @Get('policy')
  @Policy(async (user) => user.username === 'alice', 'is alice')
  policy() {
    return {};
  }
}

// Async functions go on returning native promises then, which are no instances
// of the global one: none of them may be taken for a user, or for consent.
describe.each(platforms)('another global Promise on $name', (platform) => {
  let pool: TestUserPool;
  let app: RunningApp;

  beforeAll(async () => {
    pool = await TestUserPool.create();
    app = await bootApp(platform, {
      controllers: [AnyController],
      imports: [
        CognitoAuthModule.forRoot({ ...pool.options, globalGuard: true }),
      ],
    });
    globalThis.Promise = OtherPromise as unknown as PromiseConstructor;
  });

  afterAll(async () => {
    globalThis.Promise = nativePromise;
    await app.close();
  });

  const statusOf = async (path: string, token: string) =>
    (await request(`${app.url}/${path}`, { token })).status;

  it.each(['', 'admin', 'policy'])(
    'lets no bad token in to /%s',
    async (path) => {
      expect(await statusOf(path, 'garbage')).toBe(401);
      const expired = pool.accessToken({ expiresIn: -1, groups: ['admin'] });
      expect(await statusOf(path, expired)).toBe(401);
    },
  );

  it('lets good tokens in where they may, new and seen before', async () => {
    for (const token of Array(2).fill(pool.accessToken({ username: 'bob' }))) {
      expect(await statusOf('', token)).toBe(200);
      expect(await statusOf('admin', token)).toBe(403);
      expect(await statusOf('policy', token)).toBe(403);
    }
    expect(
      await statusOf('policy', pool.accessToken({ username: 'alice' })),
    ).toBe(200);
  });
});
