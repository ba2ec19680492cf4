import { deepStrictEqual } from 'node:assert';
import type { AddressInfo } from 'node:net';
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  CognitoAuthModule,
  CurrentUser,
  Groups,
  type CognitoUser,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';

@Controller()
class AppController {
  @Get()
  @Groups('admin')
  list(@CurrentUser() user: CognitoUser) {
    return user.username;
  }
}

async function main() {
  const pool = await TestUserPool.create();

  @Module({
    imports: [
      CognitoAuthModule.forRoot({ ...pool.options, globalGuard: true }),
    ],
    controllers: [AppController],
  })
  class AppModule {}

  const app = await NestFactory.create(AppModule, { logger: ['error'] });
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const ask = async (groups: string[]) => {
    const token = pool.accessToken({ username: 'alice', groups });
    const response = await fetch(`http://127.0.0.1:${port}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return response.status === 200 ? response.text() : response.status;
  };
  const answers = [await ask([]), await ask(['admin'])];
  await app.close();
  deepStrictEqual(answers, [403, 'alice']);
  console.log('guards and refuses');
}

void main();
