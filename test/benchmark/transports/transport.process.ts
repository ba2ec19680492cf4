import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import {
  Controller,
  UseGuards,
  type CanActivate,
  type DynamicModule,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule, Query, Resolver } from '@nestjs/graphql';
import { MessagePattern, Transport } from '@nestjs/microservices';
import { WsAdapter } from '@nestjs/platform-ws';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';
import { CognitoAuthModule, CognitoGuard } from 'nestjs-cognito-auth';
import { serve } from '../processes/commands.js';
import type { UserPoolFacts } from '../users.js';

export const transportNames = [
  'GraphQL query',
  'WebSocket message',
  'TCP message',
] as const;

export type TransportName = (typeof transportNames)[number];

/** `empty` admits everybody at once, and shows what a guard costs Nest itself. */
export const guardNames = ['none', 'empty', 'cognito'] as const;

export type GuardName = (typeof guardNames)[number];

/** A server with one handler. */
export interface TransportSetUp {
  readonly transport: TransportName;
  readonly guard: GuardName;
  readonly pool: UserPoolFacts;
}

class AppModule {}

class EmptyGuard implements CanActivate {
  canActivate() {
    return true;
  }
}

const decorators: Record<GuardName, ClassDecorator> = {
  none: () => undefined,
  empty: UseGuards(EmptyGuard),
  cognito: UseGuards(CognitoGuard),
};

function graphql(guard: GuardName): Partial<DynamicModule> {
  @Resolver()
  @(decorators[guard])
  class GreetingResolver {
    @Query()
    hello() {
      return 'world';
    }
  }
  return {
    imports: [
      GraphQLModule.forRoot<ApolloDriverConfig>({
        driver: ApolloDriver,
        path: '/graphql',
        typeDefs: 'type Query { hello: String }',
      }),
    ],
    providers: [GreetingResolver],
  };
}

function gateway(guard: GuardName): Partial<DynamicModule> {
  @WebSocketGateway()
  @(decorators[guard])
  class GreetingGateway {
    @SubscribeMessage('hello')
    hello() {
      return { event: 'hello', data: 'world' };
    }
  }
  return { providers: [GreetingGateway] };
}

function service(guard: GuardName): Partial<DynamicModule> {
  @Controller()
  @(decorators[guard])
  class GreetingController {
    @MessagePattern('hello')
    hello() {
      return 'world';
    }
  }
  return { controllers: [GreetingController as Type<unknown>] };
}

const applications = {
  'GraphQL query': graphql,
  'WebSocket message': gateway,
  'TCP message': service,
};

const commands = {
  /** Starts the server and returns its port. */
  async start({ transport, guard, pool }: TransportSetUp): Promise<number> {
    const { imports = [], ...rest } = applications[transport](guard);
    const app = await NestFactory.create(
      {
        module: AppModule,
        imports: [CognitoAuthModule.forRoot(pool), ...imports],
        ...rest,
      },
      { logger: false, abortOnError: false },
    );
    app.useWebSocketAdapter(new WsAdapter(app));
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    if (transport === 'TCP message') {
      // The HTTP server has taken a free port; its neighbour is most likely free.
      const options = { host: '127.0.0.1', port: port + 1 };
      app.connectMicroservice({ transport: Transport.TCP, options });
      await app.startAllMicroservices();
      return options.port;
    }
    return port;
  },

  /** Returns the CPU time of this process so far, in microseconds. */
  cpuTime(): number {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
};

export type TransportCommands = typeof commands;

serve(commands);
