import { Injectable, Module, type DynamicModule } from '@nestjs/common';
import {
  CognitoAuthModule,
  type CognitoAuthModuleOptions,
  type CognitoAuthOptionsFactory,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { describe, expect, it } from 'vitest';
import { request } from '../../support/http.js';
import { MeController } from './me.fixture.js';
import { bootApp, platforms } from '../../support/platforms.js';

const pool = await TestUserPool.create();
const other = await TestUserPool.create();

@Injectable()
class OptionsFactory implements CognitoAuthOptionsFactory {
  createCognitoAuthOptions(): CognitoAuthModuleOptions {
    return pool.options;
  }
}

@Module({ providers: [OptionsFactory], exports: [OptionsFactory] })
class ConfigModule {}

/** How an application may register the module, by name. */
const registrations: Record<string, () => DynamicModule> = {
  forRoot: () => CognitoAuthModule.forRoot(pool.options),
  useFactory: () =>
    CognitoAuthModule.forRootAsync({
      imports: [ConfigModule],
      inject: [OptionsFactory],
      useFactory: async (factory: OptionsFactory) =>
        factory.createCognitoAuthOptions(),
    }),
  useClass: () => CognitoAuthModule.forRootAsync({ useClass: OptionsFactory }),
  useExisting: () =>
    CognitoAuthModule.forRootAsync({
      imports: [ConfigModule],
      useExisting: OptionsFactory,
    }),
};

describe.each(platforms)('the module on $name', (platform) => {
  const boot = (...imports: DynamicModule[]) =>
    bootApp(platform, { controllers: [MeController], imports });

  it.each(Object.keys(registrations))('is registered by %s', async (name) => {
    const register = registrations[name] ?? expect.fail();
    const app = await boot(register());
    const token = pool.accessToken({ sub: 'me' });
    const answers = [
      await request(app.url, { token }),
      await request(app.url),
      await request(app.url, { token: other.accessToken() }),
    ];
    await app.close();
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 401]);
    expect(answers[0]?.body).toEqual({ sub: 'me', frozen: true });
  });
});
