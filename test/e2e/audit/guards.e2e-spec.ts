import { Controller, Get, Scope, UseGuards } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CognitoGuard, Groups } from 'nestjs-cognito-auth';
import { expect, it } from 'vitest';
import {
  describeAudit,
  pool,
  type AuditedOptions,
} from '../../support/audited.app.js';
import { AskingController } from '../../support/asking-routes.js';
import { request } from '../../support/http.js';
import { bootApp, type AppDefinition } from '../../support/platforms.js';

class OwnGuard extends CognitoGuard {}

describeAudit('guards', ({ platform, boot, bootAndClose }) => {
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
