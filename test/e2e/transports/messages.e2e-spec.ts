import { Controller, type INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MessagePattern, Payload } from '@nestjs/microservices';
import {
  Claim,
  CognitoAuthModule,
  CurrentUser,
  Groups,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, expect, it } from 'vitest';
import { sendMessage, tcp } from '../../support/messages.js';

const pool = await TestUserPool.create();
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

afterEach(() => service.close());

/** Starts a service that listens on a loopback port, and sends it a message. */
async function ask(module: object, pattern: string, message: object) {
  service = await NestFactory.createMicroservice(module, {
    ...tcp,
    logger: false,
  });
  await service.listen();
  return sendMessage(service, pattern, message);
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
