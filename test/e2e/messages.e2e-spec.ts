import type { AddressInfo, Server } from 'node:net';
import { Controller, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  ClientProxyFactory,
  MessagePattern,
  Payload,
  Transport,
  type ClientProxy,
} from '@nestjs/microservices';
import {
  Claim,
  CognitoAuthModule,
  CurrentUser,
  Groups,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { lastValueFrom } from 'rxjs';
import { afterEach, expect, it } from 'vitest';

const pool = await TestUserPool.create();
const options = { host: '127.0.0.1', port: 0 };

@Controller()
class OrdersController {
  @MessagePattern('who')
  who(
    @CurrentUser() user: unknown,
    @CurrentUser('sub') sub: unknown,
    @Claim('sub') claim: unknown,
    @Payload() payload: unknown,
  ) {
    return {
      user: user ?? null,
      sub: sub ?? null,
      claim: claim ?? null,
      payload,
    };
  }
}

@Controller()
class GuardedController {
  @MessagePattern('guarded')
  @Groups('admin')
  guarded() {
    return 'handled';
  }
}

let service: INestMicroservice;
let client: ClientProxy;

afterEach(async () => {
  client.close();
  await service.close();
});

/** Starts a service that listens on a loopback port, and sends it a message. */
async function ask(module: object, pattern: string, message: object) {
  service = await NestFactory.createMicroservice(module, {
    transport: Transport.TCP,
    options,
    logger: false,
  });
  await service.listen();
  const { port } = service.unwrap<Server>().address() as AddressInfo;
  client = ClientProxyFactory.create({
    transport: Transport.TCP,
    options: { ...options, port },
  });
  return lastValueFrom(client.send<unknown>(pattern, message));
}

it('A message cannot say who sent it', async () => {
  const module = {
    module: class MessagesModule {},
    controllers: [OrdersController],
    imports: [
      CognitoAuthModule.forRoot({ ...pool.options, unguardedRoutes: 'ignore' }),
    ],
  };
  const message = { user: { sub: 'me', claims: { sub: 'me' } } };
  expect(await ask(module, 'who', message)).toEqual({
    user: null,
    sub: null,
    claim: null,
    payload: message,
  });
});

it('A message to a guarded handler is refused: global guards reach it', async () => {
  const module = {
    module: class MessagesModule {},
    controllers: [GuardedController],
    imports: [
      CognitoAuthModule.forRoot({ ...pool.options, globalGuard: true }),
    ],
  };
  const headers = { authorization: `Bearer ${pool.accessToken()}` };
  await expect(ask(module, 'guarded', { headers })).rejects.toHaveProperty(
    'status',
    'error',
  );
});
