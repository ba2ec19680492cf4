import { Module, type DynamicModule } from '@nestjs/common';
import { REQUEST } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import {
  CognitoAuthModule,
  CognitoAuthOptionsError,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { beforeAll, describe, expect, it } from 'vitest';

let pool: TestUserPool;

beforeAll(async () => {
  pool = await TestUserPool.create();
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
    @Module({
      imports: [
        CognitoAuthModule.forRoot({ ...pool.options, isGlobal: false }),
      ],
    })
    class FeatureModule {}

    const compiled = await Test.createTestingModule({
      imports: [FeatureModule, module],
    }).compile();
    await expect(compiled.init()).rejects.toThrow(
      'The options of CognitoAuthModule depend on a request-scoped provider: ' +
        'they must be known at boot',
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
