import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CognitoAuthModule, CognitoVerifier } from 'nestjs-cognito-auth';
import type { UserPoolFacts } from '../users.js';

/** Creates this library's verifier in an application without a server. */
export async function createCognitoVerifier(
  pools: readonly UserPoolFacts[],
  options: { readonly tokenCache?: false } = {},
): Promise<CognitoVerifier> {
  const userPools = pools.map(({ userPoolId, clientId, jwks }) => ({
    userPoolId,
    clientId,
    jwks,
  }));

  @Module({ imports: [CognitoAuthModule.forRoot({ userPools, ...options })] })
  class AppModule {}

  const app = await NestFactory.createApplicationContext(AppModule, {
    logger: false,
    abortOnError: false,
  });
  return app.get(CognitoVerifier);
}
