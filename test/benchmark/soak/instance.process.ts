import 'reflect-metadata';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Controller, Get, Post, UseGuards } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { WsAdapter } from '@nestjs/platform-ws';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import {
  CognitoAuthModule,
  CognitoConnections,
  CognitoGuard,
  CognitoRevocations,
  CognitoUserPools,
  CurrentUser,
  type CognitoUser,
} from 'nestjs-cognito-auth';
import { RedisRevocationStore } from 'nestjs-cognito-auth/redis';
import { createClient } from 'redis';
import { serve } from '../processes/commands.js';
import { limits } from './limits.js';

/** A user pool whose keys come from the key endpoint of the soak. */
interface UserPool {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly jwksUri: string;
}

/** What an instance verifies, and where its revocations are. */
export interface InstanceSetUp {
  readonly pool: UserPool;
  /** User pools that the instance does not know at its start. */
  readonly tenants: readonly UserPool[];
  readonly redisPort: number;
}

@Controller()
@UseGuards(CognitoGuard)
class RoutesController {
  constructor(private readonly revocations: CognitoRevocations) {}

  @Get()
  hello() {
    return { hello: 'world' };
  }

  @Post('sign-out')
  signOut(@CurrentUser() user: CognitoUser) {
    return this.revocations.revokeSession(user);
  }
}

@WebSocketGateway()
@UseGuards(CognitoGuard)
class RoomGateway {
  constructor(private readonly connections: CognitoConnections) {}

  async handleConnection(client: object, request: IncomingMessage) {
    await this.connections.admit(client, request);
  }

  @SubscribeMessage('say')
  say() {
    return { event: 'said' };
  }
}

class AppModule {}

/** Tenants that are present, by their user pool. */
const present = new Map<string, UserPool>();

let tenants: readonly UserPool[] = [];
let userPools: CognitoUserPools;

const commands = {
  /** Starts the instance and returns its port. */
  async start({ pool, redisPort, ...setUp }: InstanceSetUp): Promise<number> {
    tenants = setUp.tenants;
    tenants.forEach(({ userPoolId }) => commands.addPool(userPoolId));
    const client = createClient({
      socket: { port: redisPort, host: '127.0.0.1', reconnectStrategy: 100 },
    });
    await client.on('error', () => undefined).connect();
    const auth = CognitoAuthModule.forRoot({
      userPools: [pool, ({ userPoolId }) => present.get(userPoolId)],
      dynamicPools: {
        maxPools: limits.maxPools,
        unknownFor: limits.unknownFor,
      },
      keys: {
        maxAge: limits.keysMaxAge,
        unknownKeyCooldown: limits.unknownKeyCooldown,
      },
      revocations: {
        store: new RedisRevocationStore(client),
        refreshEvery: limits.refreshEvery,
      },
    });
    const app = await NestFactory.create(
      {
        module: AppModule,
        imports: [auth],
        controllers: [RoutesController],
        providers: [RoomGateway],
      },
      { logger: ['error'], abortOnError: false },
    );
    userPools = app.get(CognitoUserPools);
    app.useWebSocketAdapter(new WsAdapter(app));
    await app.listen(0, '127.0.0.1');
    return (app.getHttpServer().address() as AddressInfo).port;
  },

  addPool(userPoolId: string): void {
    const pool = tenants.find((tenant) => tenant.userPoolId === userPoolId);
    if (pool) present.set(userPoolId, pool);
  },

  forgetPool(userPoolId: string): void {
    present.delete(userPoolId);
    userPools.forget(userPoolId);
  },

  /** Returns the number of sockets, timers and requests that keep the process up. */
  handles(): number {
    return process.getActiveResourcesInfo().length;
  },

  /** Returns the bytes in use, without garbage. */
  memory(): number {
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  },
};

export type InstanceCommands = typeof commands;

serve(commands);
