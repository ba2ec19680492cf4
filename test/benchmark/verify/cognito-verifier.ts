import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  CognitoAuthModule,
  CognitoVerifier,
  type CognitoAuthModuleOptions,
} from 'nestjs-cognito-auth';

/** Creates this library's verifier in an application without a server. */
export async function createCognitoVerifier(
  options: CognitoAuthModuleOptions,
): Promise<CognitoVerifier> {
  @Module({ imports: [CognitoAuthModule.forRoot(options)] })
  class AppModule {}

  const app = await NestFactory.createApplicationContext(AppModule, {
    logger: false,
    abortOnError: false,
  });
  return app.get(CognitoVerifier);
}
