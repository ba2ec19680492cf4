import { Controller, Get, UseGuards } from '@nestjs/common';
import { CognitoGuard, Groups } from 'nestjs-cognito-auth';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  bootAudited,
  mistakesIn,
  type AuditedOptions,
} from '../../support/audited.app.js';
import { request } from '../../support/http.js';

const needsInstance =
  'but Nest runs no CognitoGuard for it: Nest made no instance of the guard ' +
  'that @UseGuards() names. Apply @UseGuards() where the class is declared, ' +
  'and list the class itself in controllers or providers, not a value or a ' +
  'factory';
const unaudited: AuditedOptions = { unguardedRoutes: 'ignore' };

/** Whether the handler ran. */
let ran: boolean;

beforeEach(() => {
  ran = false;
});

/** A controller that is guarded when the application exists already. */
function lateController() {
  @Controller()
  class LegacyController {
    @Get()
    @Groups('admin')
    list() {
      ran = true;
      return {};
    }
  }
  const guard = UseGuards(CognitoGuard);
  return { LegacyController, guard };
}

async function statusOf(...definition: Parameters<typeof bootAudited>) {
  const app = await bootAudited(...definition);
  const { status } = await request(app.url);
  await app.close();
  return status;
}

describe('A guard that is named after Nest made its instances', () => {
  it('is refused on a class, since Nest drops it', async () => {
    const late = () => {
      const { LegacyController, guard } = lateController();
      return {
        controllers: [LegacyController],
        configure: () => guard(LegacyController),
      };
    };
    expect(await mistakesIn(late())).toEqual([
      'LegacyController.list() has @Groups(), @UseGuards(CognitoGuard), ' +
        needsInstance,
    ]);
    expect(await statusOf(late(), unaudited)).toBe(200);
    expect(ran).toBe(true);
  });

  it('is refused on a handler', async () => {
    const { LegacyController, guard } = lateController();
    const mistakes = await mistakesIn({
      controllers: [LegacyController],
      configure: () =>
        guard(LegacyController.prototype, 'list', {
          value: Reflect.get(LegacyController.prototype, 'list'),
        }),
    });
    expect(mistakes).toEqual([
      'LegacyController.list() has @Groups(), @UseGuards(CognitoGuard), ' +
        needsInstance,
    ]);
  });

  it('is refused on a handler without other decorators', async () => {
    @Controller()
    class PlainController {
      @Get()
      list() {}
    }

    expect(
      await mistakesIn({
        controllers: [PlainController],
        configure: () => UseGuards(CognitoGuard)(PlainController),
      }),
    ).toEqual([
      `PlainController.list() has @UseGuards(CognitoGuard), ${needsInstance}`,
    ]);
  });

  it('holds where another route of the module names it in time', async () => {
    @Controller('other')
    class OtherController {
      @Get()
      @UseGuards(CognitoGuard)
      list() {}
    }

    const { LegacyController, guard } = lateController();
    expect(
      await statusOf({
        controllers: [LegacyController, OtherController],
        configure: () => guard(LegacyController),
      }),
    ).toBe(401);
    expect(ran).toBe(false);
  });

  it('holds where it is an instance, which Nest need not make', async () => {
    const { LegacyController } = lateController();
    expect(
      await statusOf({
        controllers: [LegacyController],
        configure: (app) => UseGuards(app.get(CognitoGuard))(LegacyController),
      }),
    ).toBe(401);
    expect(ran).toBe(false);
  });
});
