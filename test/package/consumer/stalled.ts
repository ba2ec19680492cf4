import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CognitoAuthModule, CognitoVerifier } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';

/**
 * Closes an app while a token waits for a key set that never comes, and prints
 * how long the process then takes to end by itself.
 */
async function main([jwksUri]: string[]): Promise<void> {
  const pool = await TestUserPool.create();
  const { userPoolId, clientId } = pool;

  @Module({
    imports: [
      CognitoAuthModule.forRoot({
        userPoolId,
        clientId,
        jwksUri,
        keys: { prefetch: false, timeout: 60_000 },
      }),
    ],
  })
  class AppModule {}

  const app = await NestFactory.create(AppModule, { logger: false });
  await app.listen(0, '127.0.0.1');
  const waiting = app
    .get(CognitoVerifier)
    .verify(pool.accessToken())
    .catch(({ code }: { code: string }) => code);
  // Long enough for the fetch to be under way.
  await new Promise((resolve) => setTimeout(resolve, 200));

  const closing = performance.now();
  process.once('exit', () => {
    console.log(JSON.stringify({ milliseconds: performance.now() - closing }));
  });
  await app.close();
  console.log(JSON.stringify({ code: await waiting }));
}

void main(process.argv.slice(2));
