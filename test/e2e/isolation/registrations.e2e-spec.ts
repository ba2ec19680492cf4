import {
  Controller,
  Get,
  UseGuards,
  type DynamicModule,
  type Type,
} from '@nestjs/common';
import {
  CognitoAuthModule,
  CognitoGuard,
  CurrentUser,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  bootKeyServedApp,
  keyServed,
  type KeyServedApp,
} from '../../support/key-served-app.fixture.js';
import { FaultyKeyServer } from '../../support/faulty-key-server.js';
import { request } from '../../support/http.js';
import {
  bootApp,
  platforms,
  type RunningApp,
} from '../../support/platforms.js';

const [customers, staff] = await Promise.all([
  TestUserPool.create(),
  TestUserPool.create(),
]);

describe.each(platforms)('Isolation on $name', (platform) => {
  let ofCustomers: KeyServedApp;
  let ofStaff: KeyServedApp;
  let apps: RunningApp[];

  beforeEach(async () => {
    apps = [];
    ofCustomers = await slowlyServed(customers);
    ofStaff = await slowlyServed(staff);
  });

  afterEach(async () => {
    await Promise.all(apps.map((app) => app.close()));
    await ofCustomers.keyServer.close();
    await ofStaff.keyServer.close();
  });

  const started = async (booting: Promise<RunningApp>): Promise<RunningApp> => {
    const app = await booting;
    apps.push(app);
    return app;
  };

  it('two apps with one strategy name keep their users apart', async () => {
    const first = await started(bootKeyServedApp(platform, ofCustomers));
    const second = await started(bootKeyServedApp(platform, ofStaff));
    const customersUrl = `${first.url}/whoami`;
    await expectApart(customersUrl, `${second.url}/whoami`);

    await second.close();
    expect(await answerTo(customersUrl, customers.accessToken())).toBe('alice');
    expect(await answerTo(customersUrl, staff.accessToken())).toBe(
      'issuer_unknown',
    );
  });

  it('two modules in one app keep their users apart', async () => {
    const imports = [
      feature('customers', ofCustomers),
      feature('staff', ofStaff),
    ];
    const { url } = await started(bootApp(platform, { imports }));
    await expectApart(`${url}/customers`, `${url}/staff`);
  });
});

async function slowlyServed(pool: TestUserPool): Promise<KeyServedApp> {
  const keyServer = await FaultyKeyServer.start({ keySet: () => pool.jwks() });
  // Requests overlap only where they wait for keys.
  await keyServer.breakWith('slow but in time');
  return { pool, keyServer, keys: { prefetch: false, timeout: 20_000 } };
}

/** A module of its own with one guarded route. */
function feature(path: string, definition: KeyServedApp): DynamicModule {
  const options = { ...keyServed(definition), isGlobal: false };
  return {
    module: class FeatureModule {},
    imports: [CognitoAuthModule.forRoot(options)],
    controllers: [controllerAt(path)],
  };
}

function controllerAt(path: string): Type {
  @Controller(path)
  @UseGuards(CognitoGuard)
  class FeatureController {
    @Get()
    whoAmI(@CurrentUser('username') username: string): { username: string } {
      return { username };
    }
  }
  return FeatureController;
}

/** The caller's name, or why there is none. */
async function answerTo(url: string, token: string): Promise<unknown> {
  const { body } = await request(url, { token });
  return body.username ?? body.code;
}

/** Asks both with the tokens of both pools, many times at once. */
async function expectApart(ofCustomers: string, ofStaff: string) {
  const questions = Array.from({ length: 50 }, (_, index) => {
    const customer = customers.accessToken({ username: `customer-${index}` });
    const employee = staff.accessToken({ username: `employee-${index}` });
    return [
      { url: ofCustomers, token: customer, expected: `customer-${index}` },
      { url: ofStaff, token: employee, expected: `employee-${index}` },
      { url: ofCustomers, token: employee, expected: 'issuer_unknown' },
      { url: ofStaff, token: customer, expected: 'issuer_unknown' },
    ];
  }).flat();

  const answers = await Promise.all(
    questions.map(({ url, token }) => answerTo(url, token)),
  );
  expect(answers).toEqual(questions.map(({ expected }) => expected));
}
