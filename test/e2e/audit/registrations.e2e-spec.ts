import { Controller, Get, Global, Module, UseGuards } from '@nestjs/common';
import { CognitoAuthModule, CognitoGuard } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { describe, expect, it } from 'vitest';
import { mistakesOf } from '../../support/audited.app.js';
import { request } from '../../support/http.js';
import {
  bootApp,
  express,
  type AppDefinition,
} from '../../support/platforms.js';

const staff = await TestUserPool.create();
const customers = await TestUserPool.create();

const forAll = ({ options }: TestUserPool) =>
  CognitoAuthModule.forRoot(options);
const local = ({ options }: TestUserPool) =>
  CognitoAuthModule.forRoot({ ...options, isGlobal: false });

const wayOut =
  'list the pools in userPools of one registration, ' +
  'or give each feature module its own, with isGlobal: false';
const severalIn = (module: string) =>
  `${module} imports CognitoAuthModule several times: ${wayOut}`;
const severalForAll = `CognitoAuthModule is registered globally 2 times: ${wayOut}`;

const mistakes = (...imports: NonNullable<AppDefinition['imports']>) =>
  mistakesOf(bootApp(express, { imports }));

/** What callers of either pool get on the routes of these modules. */
async function statuses(imports: AppDefinition['imports'], ...paths: string[]) {
  const app = await bootApp(express, { imports });
  const statusOf = async (path: string, pool: TestUserPool) => {
    const url = `${app.url}/${path}`;
    return (await request(url, { token: pool.accessToken() })).status;
  };
  const found: Record<string, number[]> = {};
  for (const path of paths) {
    found[path] = [
      await statusOf(path, staff),
      await statusOf(path, customers),
    ];
  }
  await app.close();
  return found;
}

const onlyStaff = [200, 401];
const onlyCustomers = [401, 200];

class ListController {
  @Get()
  list() {
    return {};
  }
}

@Controller('here')
@UseGuards(CognitoGuard)
class HereController extends ListController {}

@Controller('there')
@UseGuards(CognitoGuard)
class ThereController extends ListController {}

/** Modules that hand on a registration of their own. */
function sharing(pool: TestUserPool) {
  @Module({ imports: [local(pool)], exports: [CognitoAuthModule] })
  class SharingModule {}
  return SharingModule;
}

describe('Two registrations', () => {
  it('are refused in one module', async () => {
    @Module({ imports: [local(staff), local(customers)] })
    class TornModule {}

    expect(await mistakes(TornModule)).toEqual([severalIn('TornModule')]);
  });

  it('are refused where both are for all modules', async () => {
    expect(await mistakes(forAll(staff), forAll(customers))).toEqual([
      severalForAll,
    ]);
  });

  it('are refused in a module that gets both from others', async () => {
    @Module({ imports: [sharing(staff), sharing(customers)] })
    class OrdersModule {}

    expect(await mistakes(OrdersModule)).toEqual([severalIn('OrdersModule')]);
  });

  it('are refused where one comes through a chain of modules', async () => {
    const Shared = sharing(staff);
    @Module({ imports: [Shared], exports: [Shared] })
    class ChainModule {}

    @Module({ imports: [ChainModule, local(customers)] })
    class OrdersModule {}

    expect(await mistakes(OrdersModule)).toEqual([severalIn('OrdersModule')]);
  });

  it('boot in modules of their own, and are kept apart', async () => {
    @Module({ imports: [local(staff)], controllers: [HereController] })
    class HereModule {}

    @Module({ imports: [local(customers)], controllers: [ThereController] })
    class ThereModule {}

    @Module({ imports: [HereModule, ThereModule] })
    class OrdersModule {}

    expect(await statuses([OrdersModule], 'here', 'there')).toEqual({
      here: onlyStaff,
      there: onlyCustomers,
    });
  });
});

describe('One registration', () => {
  it('boots where two modules hand it on', async () => {
    const shared = local(staff);

    @Module({ imports: [shared], exports: [CognitoAuthModule] })
    class OneModule {}

    @Module({ imports: [shared], exports: [CognitoAuthModule] })
    class OtherModule {}

    @Module({
      imports: [OneModule, OtherModule],
      controllers: [HereController],
    })
    class OrdersModule {}

    expect(await statuses([OrdersModule], 'here')).toEqual({ here: onlyStaff });
  });
});

describe('A registration beside one for all modules', () => {
  it('boots in a module of its own, and is the one used there', async () => {
    @Module({ imports: [local(staff)], controllers: [HereController] })
    class HereModule {}

    @Module({ controllers: [ThereController] })
    class ThereModule {}

    const imports = [forAll(customers), HereModule, ThereModule];
    expect(await statuses(imports, 'here', 'there')).toEqual({
      here: onlyStaff,
      there: onlyCustomers,
    });
  });

  it('is refused behind it in the same module, which would not use it', async () => {
    @Module({ imports: [forAll(customers), local(staff)] })
    class OrdersModule {}

    expect(await mistakes(OrdersModule)).toEqual([severalIn('OrdersModule')]);
  });

  it('is refused where a global module hands it on', async () => {
    @Global()
    @Module({ imports: [local(staff)], exports: [CognitoAuthModule] })
    class SharingModule {}

    expect(await mistakes(SharingModule, forAll(customers))).toEqual([
      severalForAll,
    ]);
  });
});
