import {
  Controller,
  Module,
  UseGuards,
  type DynamicModule,
} from '@nestjs/common';
import { CognitoAuthModule, CognitoGuard } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { describe, expect, it } from 'vitest';
import { request } from '../../support/http.js';
import { MeController } from './me.fixture.js';
import { bootApp, platforms } from '../../support/platforms.js';

const pool = await TestUserPool.create();
const other = await TestUserPool.create();

describe.each(platforms)('the scope of the module on $name', (platform) => {
  const boot = (...imports: DynamicModule[]) =>
    bootApp(platform, { controllers: [MeController], imports });

  it('is there only where it is imported, with isGlobal: false', async () => {
    const local = { ...pool.options, isGlobal: false };

    @Module({
      imports: [CognitoAuthModule.forRoot(local)],
      controllers: [MeController],
    })
    class FeatureModule {}

    const app = await bootApp(platform, { imports: [FeatureModule] });
    const { status } = await request(app.url, { token: pool.accessToken() });
    await app.close();
    expect(status).toBe(200);

    @Module({ imports: [CognitoAuthModule.forRoot(local)] })
    class OtherModule {}

    await expect(
      bootApp(platform, {
        imports: [OtherModule],
        controllers: [MeController],
      }),
    ).rejects.toThrow('CognitoGuard is used where CognitoAuthModule is not');
  });

  it('keeps two registrations apart', async () => {
    const feature = (path: string, registered: TestUserPool) => {
      @Controller(path)
      @UseGuards(CognitoGuard)
      class FeatureController extends MeController {}

      @Module({
        imports: [
          CognitoAuthModule.forRoot({ ...registered.options, isGlobal: false }),
        ],
        controllers: [FeatureController],
      })
      class FeatureModule {}
      return FeatureModule;
    };
    const app = await bootApp(platform, {
      imports: [feature('one', pool), feature('other', other)],
    });
    const statusOf = async (path: string, token: string) =>
      (await request(`${app.url}/${path}`, { token })).status;
    const statuses = [
      await statusOf('one', pool.accessToken()),
      await statusOf('one', other.accessToken()),
      await statusOf('other', pool.accessToken()),
      await statusOf('other', other.accessToken()),
    ];
    await app.close();
    expect(statuses).toEqual([200, 401, 401, 200]);
  });

  it('is not changed by changing the options later', async () => {
    const options = { ...pool.options, clientId: [pool.clientId] };
    const app = await boot(CognitoAuthModule.forRoot(options));
    options.clientId.push('another');
    const token = pool.accessToken({ clientId: 'another' });
    const { body } = await request(app.url, { token });
    await app.close();
    expect(body['code']).toBe('client_mismatch');
  });
});
