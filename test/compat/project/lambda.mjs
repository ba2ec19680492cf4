import 'reflect-metadata';
import { deepStrictEqual } from 'node:assert';
import serverlessExpress from '@codegenie/serverless-express';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CognitoAuthModule } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';

class AppController {
  list() {
    return 'list';
  }
}
const { prototype } = AppController;
Controller()(AppController);
Get()(prototype, 'list', Object.getOwnPropertyDescriptor(prototype, 'list'));

const pool = await TestUserPool.create();
class AppModule {}
Module({
  imports: [CognitoAuthModule.forRoot({ ...pool.options, globalGuard: true })],
  controllers: [AppController],
})(AppModule);

const app = await NestFactory.create(AppModule, { logger: ['error'] });
await app.init();
const handler = serverlessExpress({
  app: app.getHttpAdapter().getInstance(),
});

/** The event of an HTTP API (payload format 2.0). */
const eventWith = (headers) => ({
  version: '2.0',
  rawPath: '/',
  rawQueryString: '',
  headers,
  requestContext: { http: { method: 'GET', path: '/', sourceIp: '127.0.0.1' } },
  isBase64Encoded: false,
});
const authorization = `Bearer ${pool.accessToken()}`;
const answers = [
  await handler(eventWith({ host: 'api' }), {}),
  await handler(eventWith({ host: 'api', authorization }), {}),
];
deepStrictEqual(
  answers.map(({ statusCode, body }) => [statusCode, body.includes('list')]),
  [
    [401, false],
    [200, true],
  ],
);
console.log('guards and refuses');
