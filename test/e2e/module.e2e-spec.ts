import {
  Controller,
  Get,
  Injectable,
  Module,
  UseGuards,
  type DynamicModule,
} from '@nestjs/common';
import { REQUEST } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import {
  COGNITO_AUTH_MODULE_OPTIONS,
  CognitoAuthModule,
  CognitoAuthOptionsError,
  CognitoGuard,
  CognitoVerifier,
  CurrentUser,
  type CognitoAuthModuleOptions,
  type CognitoAuthOptionsFactory,
  type CognitoUser,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { request } from '../support/http.js';
import { bootApp, platforms } from '../support/platforms.js';

let pool: TestUserPool;
let other: TestUserPool;

beforeAll(async () => {
  [pool, other] = await Promise.all([
    TestUserPool.create(),
    TestUserPool.create(),
  ]);
});

@Controller()
@UseGuards(CognitoGuard)
class MeController {
  @Get()
  me(@CurrentUser() user: CognitoUser) {
    return { sub: user.sub, frozen: Object.isFrozen(user.claims) };
  }
}

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

  it('gives no property of what validate made a text', async () => {
    @Controller()
    class RoleController {
      @Get()
      role(
        @CurrentUser() user: unknown,
        @CurrentUser('length') length: unknown,
      ) {
        return { user, length: length ?? null };
      }
    }

    const app = await bootApp(platform, {
      controllers: [RoleController],
      imports: [
        CognitoAuthModule.forRoot({
          ...pool.options,
          globalGuard: true,
          validate: ({ username }) => username,
        }),
      ],
    });
    const token = pool.accessToken({ username: 'alice' });
    const { body } = await request(app.url, { token });
    await app.close();
    expect(body).toEqual({ user: 'alice', length: null });
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

describe('a registration that cannot be', () => {
  const compile = (module: DynamicModule) =>
    Test.createTestingModule({ imports: [module] }).compile();

  it('stops the boot with an error that names the option', async () => {
    const bad = { ...pool.options, clientId: '' };
    const error: unknown = await compile(CognitoAuthModule.forRoot(bad)).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(CognitoAuthOptionsError);
    expect(error).toHaveProperty('option', 'clientId');
  });

  it.each([
    ['nothing', undefined, 'are missing: call forRoot(), or return them'],
    ['null', null, 'must be an object, but is null'],
    ['a text', 'secret', 'must be an object, but is "secret"'],
    ['a list', [], 'must be an object, but is a list of 0'],
  ])('stops the boot where the factory returns %s', async (_, given, said) => {
    const module = CognitoAuthModule.forRootAsync({
      useFactory: () => given as never,
    });
    await expect(compile(module)).rejects.toThrow(
      `CognitoAuthModule option "options" ${said}`,
    );
  });

  it('stops the boot where it is imported without options', async () => {
    const compiled = Test.createTestingModule({ imports: [CognitoAuthModule] });
    await expect(compiled.compile()).rejects.toThrow(
      'CognitoAuthModule option "options" are missing: call forRoot()',
    );
  });

  it('stops the boot where the options are made for each request', async () => {
    const module = CognitoAuthModule.forRootAsync({
      inject: [REQUEST],
      useFactory: () => pool.options,
    });
    const compiled = await compile(module);
    await expect(compiled.init()).rejects.toThrow(
      'The options of CognitoAuthModule depend on a request-scoped provider',
    );
  });

  it('stops the boot with the error of the factory', async () => {
    const module = CognitoAuthModule.forRootAsync({
      useFactory: () => Promise.reject(new Error('no configuration')),
    });
    await expect(compile(module)).rejects.toThrow('no configuration');
  });

  it('refuses extras where the options belong', async () => {
    const module = CognitoAuthModule.forRootAsync({
      useFactory: () => ({ ...pool.options, globalGuard: true }),
    });
    await expect(compile(module)).rejects.toThrow(
      'CognitoAuthModule option "globalGuard" is unknown',
    );
  });
});

describe('an application under test', () => {
  const appModule = () =>
    Test.createTestingModule({
      imports: [
        CognitoAuthModule.forRoot({
          userPoolId: 'eu-west-1_Production',
          clientId: 'production',
          globalGuard: true,
        }),
      ],
      controllers: [MeController],
    });

  it('takes a test pool by the options token', async () => {
    const compiled = await appModule()
      .overrideProvider(COGNITO_AUTH_MODULE_OPTIONS)
      .useValue(pool.options)
      .compile();
    const verifier = compiled.get(CognitoVerifier);
    const user = await verifier.verify(pool.accessToken({ sub: 'me' }));
    expect(user.sub).toBe('me');
    await expect(verifier.verify(other.accessToken())).rejects.toHaveProperty(
      'code',
      'issuer_unknown',
    );
  });

  it.each(platforms)(
    'takes another guard in the place of the global one on $name',
    async ({ createAdapter }) => {
      const compiled = await appModule()
        .overrideProvider(COGNITO_AUTH_MODULE_OPTIONS)
        .useValue(pool.options)
        .overrideProvider(CognitoGuard)
        .useValue({ canActivate: () => false })
        .compile();
      const app = compiled.createNestApplication(createAdapter());
      await app.listen(0, '127.0.0.1');
      const { status } = await request(await app.getUrl());
      await app.close();
      expect(status).toBe(403);
    },
  );
});
