import { Controller, Get, Scope, UseGuards, type Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CognitoGuard, Groups } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  AskingController,
  bootAudited,
  type AuditedOptions,
} from '../support/asking-routes.js';
import { request } from '../support/http.js';
import {
  bootApp,
  platforms,
  type AppDefinition,
} from '../support/platforms.js';

let pool: TestUserPool;

beforeAll(async () => {
  pool = await TestUserPool.create();
});

class OwnGuard extends CognitoGuard {}

describe.each(platforms)('the audit of guards on $name', (platform) => {
  const boot = (
    controllers: Type<unknown>[],
    options: AuditedOptions = {},
    rest: AppDefinition = {},
  ) => bootAudited(platform, pool, { controllers, options, ...rest });

  const bootAndClose = async (...args: Parameters<typeof boot>) => {
    const app = await boot(...args);
    await app.close();
  };

  it('accepts a guard on the handler, the class or a base class', async () => {
    @Controller('a')
    class GuardedHandler {
      @Get()
      @UseGuards(CognitoGuard)
      @Groups('admin')
      list() {
        return {};
      }
    }

    @Controller('b')
    @UseGuards(OwnGuard)
    class GuardedClass extends AskingController {}

    @Controller('c')
    class GuardedByBase extends GuardedClass {}

    await bootAndClose([GuardedHandler, GuardedClass, GuardedByBase]);
  });

  it.each<[string, AuditedOptions, AppDefinition]>([
    ['globalGuard', { globalGuard: true }, {}],
    [
      'APP_GUARD',
      {},
      { providers: [{ provide: APP_GUARD, useClass: OwnGuard }] },
    ],
    [
      'APP_GUARD for each request',
      {},
      {
        providers: [
          { provide: APP_GUARD, useClass: OwnGuard, scope: Scope.REQUEST },
        ],
      },
    ],
    [
      'useGlobalGuards',
      {},
      { configure: (app) => app.useGlobalGuards(app.get(CognitoGuard)) },
    ],
  ])(
    'accepts a global guard by %s, which then guards',
    async (_, options, rest) => {
      const app = await boot([AskingController], options, rest);
      const answer = await request(`${app.url}/asks/groups`);
      await app.close();
      expect(answer.status).toBe(401);
    },
  );

  it('names the guard that is used without the module', async () => {
    @Controller()
    @UseGuards(OwnGuard)
    class ForgetfulController {
      @Get()
      list() {
        return {};
      }
    }

    await expect(
      bootApp(platform, { controllers: [ForgetfulController] }),
    ).rejects.toThrow(
      'OwnGuard is used where CognitoAuthModule is not there: ' +
        'import CognitoAuthModule.forRoot() into the root module (or, with ' +
        'isGlobal: false, into this one) and let Nest create the guard',
    );
  });

  it('does not let anyone in by a guard that Nest did not create', async () => {
    const app = await boot(
      [AskingController],
      {},
      {
        configure: (nest) => nest.useGlobalGuards(new CognitoGuard()),
      },
    );
    const answer = await request(`${app.url}/asks/nothing`, {
      token: pool.accessToken(),
    });
    await app.close();
    expect(answer.status).toBe(500);
  });
});
