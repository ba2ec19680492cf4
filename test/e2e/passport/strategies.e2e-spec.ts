import { Controller, Get, UseGuards } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { Claim, CognitoAuthModule, CurrentUser } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import passport from 'passport';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiKeyStrategy } from '../../support/api-key.strategy.js';
import { request } from '../../support/http.js';
import {
  bootApp,
  platforms,
  type RunningApp,
} from '../../support/platforms.js';

const pool = await TestUserPool.create();
const other = await TestUserPool.create();
const unreachable = await TestUserPool.create();

@Controller()
@UseGuards(AuthGuard(['cognito', 'api-key']))
class ComposedController {
  @Get()
  who(@CurrentUser() user: unknown, @Claim('token_use') use: unknown) {
    return { user, use };
  }
}

describe.each(platforms)(
  "beside Passport's strategies on $name",
  (platform) => {
    const boot = (accepted: TestUserPool = pool) =>
      bootApp(platform, {
        controllers: [ComposedController],
        providers: [ApiKeyStrategy],
        imports: [
          CognitoAuthModule.forRoot({
            userPools: [
              accepted.options,
              {
                userPoolId: unreachable.userPoolId,
                clientId: null,
                jwksUri: 'http://127.0.0.1:1/jwks.json',
              },
            ],
            unguardedRoutes: 'ignore',
            validate: ({ sub }) => ({ mapped: sub }),
          }),
        ],
      });

    let app: RunningApp;

    beforeAll(async () => {
      app = await boot();
    });

    afterAll(() => app.close());

    it('takes a token, with everything the guard would check', async () => {
      const good = await request(app.url, {
        token: pool.accessToken({ sub: 'me' }),
      });
      expect(good.status).toBe(200);
      expect(good.body).toEqual({ user: { mapped: 'me' }, use: 'access' });
      const expired = await request(app.url, {
        token: pool.accessToken({ expiresIn: -1 }),
      });
      expect(expired.status).toBe(401);
    });

    it('leaves it to the next strategy where there is no good token', async () => {
      for (const headers of [
        { 'x-api-key': 'key' },
        { 'x-api-key': 'key', authorization: 'Bearer garbage' },
        { 'x-api-key': 'key', authorization: 'Bearer a b' },
      ]) {
        const answer = await request(app.url, { headers });
        expect(answer.body).toEqual({ user: { robot: true } });
      }
      expect((await request(app.url)).status).toBe(401);
    });

    it('does not take a failing key set for a bad token', async () => {
      const answer = await request(app.url, {
        token: unreachable.accessToken(),
        headers: { 'x-api-key': 'key' },
      });
      expect(answer.status).toBe(503);
      expect(answer.body['code']).toBe('keys_unavailable');
    });

    it('leaves the registry as it was when an application closes', async () => {
      const later = await boot(other);
      const token = other.accessToken();
      expect((await request(later.url, { token })).status).toBe(200);
      await later.close();
      const ours = await request(app.url, { token: pool.accessToken() });
      expect(ours.status).toBe(200);
      expect((await request(app.url, { token })).status).toBe(401);
    });

    it('tells whoever asked Passport of an error of his own, once', async () => {
      const told: unknown[] = [];
      const failure = new Error('of the callback');
      await new Promise<void>((resolve) => {
        const ask = passport.authenticate('cognito', (error: unknown) => {
          told.push(error);
          if (error === null) {
            throw failure;
          }
          resolve();
        }) as (request: object, response: object) => void;
        const authorization = `Bearer ${pool.accessToken()}`;
        ask({ headers: { authorization } }, {});
      });
      expect(told).toEqual([null, failure]);
    });
  },
);
