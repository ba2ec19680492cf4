import {
  Catch,
  Controller,
  ForbiddenException,
  Get,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import {
  CognitoAuthException,
  CognitoAuthModule,
  Groups,
  Public,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { request, type RequestOptions } from '../../support/http.js';
import {
  bootApp,
  platforms,
  type RunningApp,
} from '../../support/platforms.js';

const pool = await TestUserPool.create();
const unreachable = await TestUserPool.create();

// What is loaded after this is loaded anew: a second copy of the package.
vi.resetModules();
const otherCopy = await import('nestjs-cognito-auth');

/** Answers every refusal in words of its own. */
@Catch(CognitoAuthException)
class RefusalFilter implements ExceptionFilter<CognitoAuthException> {
  constructor(private readonly adapterHost: HttpAdapterHost) {}

  catch(refusal: CognitoAuthException, host: ArgumentsHost): void {
    this.adapterHost.httpAdapter.reply(
      host.switchToHttp().getResponse(),
      { caught: refusal.code, again: refusal.retryAfter },
      refusal.getStatus(),
    );
  }
}

@Controller()
class RefusedController {
  @Get()
  any() {
    return {};
  }

  @Get('admin')
  @Groups('admin')
  admin() {
    return {};
  }

  @Get('own')
  @Public()
  own() {
    throw new ForbiddenException('of the application');
  }

  @Get('other-copy')
  @Public()
  otherCopy() {
    throw new otherCopy.CognitoForbiddenException('policy_refused');
  }
}

describe.each(platforms)(
  '@Catch(CognitoAuthException) on $name',
  (platform) => {
    let app: RunningApp;

    beforeAll(async () => {
      app = await bootApp(platform, {
        controllers: [RefusedController],
        imports: [
          CognitoAuthModule.forRoot({
            userPools: [
              pool.options,
              {
                userPoolId: unreachable.userPoolId,
                clientId: null,
                jwksUri: 'http://127.0.0.1:1/jwks.json',
              },
            ],
            globalGuard: true,
          }),
        ],
        configure: (nest) =>
          nest.useGlobalFilters(new RefusalFilter(nest.get(HttpAdapterHost))),
      });
    });

    afterAll(() => app.close());

    const ask = (path: string, options: RequestOptions = {}) =>
      request(`${app.url}/${path}`, options);

    it('catches all four', async () => {
      const malformed = await ask('', { headers: { authorization: 'Bearer' } });
      expect(malformed.status).toBe(400);
      expect(malformed.body).toEqual({ caught: 'request_malformed' });

      const anonymous = await ask('');
      expect(anonymous.status).toBe(401);
      expect(anonymous.body).toEqual({ caught: 'token_missing' });
      expect(anonymous.headers['www-authenticate']).toBe('Bearer realm="api"');

      const member = await ask('admin', { token: pool.accessToken() });
      expect(member.status).toBe(403);
      expect(member.body).toEqual({ caught: 'group_missing' });

      const unknown = await ask('', { token: unreachable.accessToken() });
      expect(unknown.status).toBe(503);
      expect(unknown.body).toEqual({
        caught: 'keys_unavailable',
        again: Number(unknown.headers['retry-after']),
      });
    });

    it('catches one of another copy of the package', async () => {
      expect((await ask('other-copy')).body).toEqual({
        caught: 'policy_refused',
      });
    });

    it('leaves what is not of this library', async () => {
      const own = await ask('own');
      expect(own.status).toBe(403);
      expect(own.body['message']).toBe('of the application');
    });
  },
);
