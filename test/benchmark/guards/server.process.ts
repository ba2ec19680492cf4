import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { Controller, Get, Module, UseGuards, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { serve } from '../processes/commands.js';
import { contestants, type Contestant } from './contestants.js';
import type { Guarding, ServedUserPool } from './guarding.js';

const adapters = {
  Express: () => new ExpressAdapter(),
  Fastify: () => new FastifyAdapter(),
};

export type Platform = keyof typeof adapters;

/** A server with one route, which one of the contestants guards. */
export interface ServerSetUp {
  readonly platform: Platform;
  readonly contestant: Contestant;
  readonly pool: ServedUserPool;
}

/** Creates the same application for all contestants, each with its own guard. */
function applicationWith({ guards, imports, providers }: Guarding): Type {
  @Controller()
  @UseGuards(...guards)
  class GreetingController {
    @Get()
    greet() {
      return { hello: 'world' };
    }
  }

  @Module({
    imports: imports ?? [],
    providers: providers ?? [],
    controllers: [GreetingController],
  })
  class AppModule {}

  return AppModule;
}

const commands = {
  async start({ platform, contestant, pool }: ServerSetUp): Promise<string> {
    const app = await NestFactory.create(
      applicationWith(contestants[contestant](pool)),
      adapters[platform](),
      { logger: false, abortOnError: false },
    );
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    return `http://127.0.0.1:${port}/`;
  },

  /** Returns the CPU time of this process so far, in microseconds. */
  cpuTime(): number {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
};

export type ServerCommands = typeof commands;

serve(commands);
