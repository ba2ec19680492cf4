import { Controller, Get, UseGuards, type OnModuleInit } from '@nestjs/common';
import { CognitoGuard, Groups } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';
import { bootAudited, mistakesIn, pool } from '../../support/audited.app.js';
import { request } from '../../support/http.js';

const onMethod =
  'but Nest runs no guard for it: put the decorators on the route that leads to it';
const onClass =
  'but Nest runs no guard for any of its methods: ' +
  'put the decorators on the routes that lead to it';
const globalGuard = { globalGuard: true };

describe('A controller', () => {
  it('is refused with decorators on methods that are no handlers', async () => {
    @Controller()
    class HookedController implements OnModuleInit {
      @Groups('admin')
      onModuleInit() {}

      @Groups('admin')
      helper() {}

      @Get()
      list() {}
    }

    const controllers = [HookedController];
    expect(await mistakesIn({ controllers }, globalGuard)).toEqual([
      `HookedController.onModuleInit() has @Groups(), ${onMethod}`,
      `HookedController.helper() has @Groups(), ${onMethod}`,
    ]);
  });

  it('boots with a decorator on its class while it has no handlers', async () => {
    @Controller()
    @Groups('admin')
    class EmptyController {}

    expect(await mistakesIn({ controllers: [EmptyController] })).toEqual([]);
  });

  const listedIn =
    'but Nest runs no guard for it: Nest connects a controller only if its ' +
    'class itself is listed in controllers';

  @Controller('orders')
  @UseGuards(CognitoGuard)
  class GuardedController {
    @Get()
    @Groups('admin')
    list() {
      return {};
    }
  }

  it('boots as a provider too when it is guarded, and holds', async () => {
    const app = await bootAudited({
      controllers: [GuardedController],
      providers: [
        GuardedController,
        { provide: 'VALUE', useValue: new GuardedController() },
      ],
    });
    const statusFor = async (token?: string) =>
      (await request(`${app.url}/orders`, { token })).status;
    const statuses = [
      await statusFor(),
      await statusFor(pool.accessToken()),
      await statusFor(pool.accessToken({ groups: ['admin'] })),
    ];
    await app.close();
    expect(statuses).toEqual([401, 403, 200]);
  });

  it.each([
    ['class', GuardedController],
    ['value', { provide: 'VALUE', useValue: new GuardedController() }],
    ['factory', { provide: 'MADE', useFactory: () => new GuardedController() }],
  ])('is refused where it is only provided, as a %s', async (_, provider) => {
    expect(await mistakesIn({ providers: [provider] })).toEqual([
      `GuardedController.list() has @Groups(), ${listedIn}`,
      `GuardedController has @UseGuards(CognitoGuard), ${onClass}`,
    ]);
  });
});
