import { NestFactory } from '@nestjs/core';
import { CognitoAuthModule, CognitoVerifier } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, expect, it } from 'vitest';

const pool = await TestUserPool.create();
const app = await NestFactory.createApplicationContext(
  CognitoAuthModule.forRoot(pool.options),
  { logger: false },
);
const verifier = app.get(CognitoVerifier);

afterAll(() => app.close());

it('A good token has its principal', async () => {
  const user = await verifier.verify(pool.accessToken({ username: 'alice' }));
  expect(user).toMatchObject({ kind: 'user', username: 'alice' });
});

it('A wrong signature is told with what is wrong with it, as the cause', async () => {
  const impostor = await TestUserPool.create(pool);
  const signed = pool.accessToken().split('.').slice(0, 2);
  const signature = impostor.accessToken().split('.').slice(2);
  await expect(
    verifier.verify([...signed, ...signature].join('.')),
  ).rejects.toMatchObject({
    code: 'signature_invalid',
    cause: { message: 'invalid signature' },
  });
});
