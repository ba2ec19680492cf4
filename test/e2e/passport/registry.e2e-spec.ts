import { NestFactory } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { CognitoAuthModule } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import passport from 'passport';
import { expect, it } from 'vitest';

const registered = passport as unknown as { _strategy(name: string): unknown };
const pool = await TestUserPool.create();
const module = CognitoAuthModule.forRoot({
  ...pool.options,
  strategyName: 'own',
});

it('Passport knows the strategy by its name, until the application closes', async () => {
  const app = await NestFactory.createApplicationContext(module, {
    logger: false,
  });
  expect(registered._strategy('own')).toBeDefined();
  expect(registered._strategy('jwt')).toBeUndefined();
  await app.close();
  expect(registered._strategy('own')).toBeUndefined();
});

it('Passport knows no strategy of an application that never started', async () => {
  const never = await Test.createTestingModule({ imports: [module] }).compile();
  await never.close();
  expect(registered._strategy('own')).toBeUndefined();
});
