import 'reflect-metadata';
import { Controller, Get, Module, UseGuards } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  CognitoAuthModule,
  CognitoGuard,
  CurrentUser,
  Groups,
  type CognitoUser,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';

/** Starts an app as a stranger would write it, calls it and prints the answers. */
async function main(): Promise<void> {
  const pool = await TestUserPool.create();

  @Controller('reports')
  @UseGuards(CognitoGuard)
  class ReportsController {
    @Get()
    @Groups('admin')
    read(@CurrentUser() user: CognitoUser): { readBy: string | undefined } {
      return { readBy: user.username };
    }
  }

  @Module({
    imports: [CognitoAuthModule.forRoot(pool.options)],
    controllers: [ReportsController],
  })
  class AppModule {}

  const app = await NestFactory.create(AppModule, {
    logger: ['warn', 'error'],
  });
  await app.listen(0, '127.0.0.1');
  const address = `${await app.getUrl()}/reports`;

  const anonymous = await fetch(address);
  const admin = await fetch(address, {
    headers: {
      authorization: `Bearer ${pool.accessToken({ groups: ['admin'] })}`,
    },
  });
  console.log(
    JSON.stringify({
      anonymous: [anonymous.status, anonymous.headers.get('www-authenticate')],
      admin: [admin.status, await admin.json()],
    }),
  );
  await app.close();
}

void main();
