import type { AddressInfo } from 'node:net';
import type {
  INestApplication,
  LoggerService,
  ModuleMetadata,
} from '@nestjs/common';
import { NestFactory, type AbstractHttpAdapter } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';

/** A web framework Nest runs on. */
export interface Platform {
  readonly name: 'Express' | 'Fastify';
  readonly createAdapter: () => AbstractHttpAdapter;
}

/** For what is the same on every platform. */
export const express: Platform = {
  name: 'Express',
  createAdapter: () => new ExpressAdapter(),
};

/**
 * Every platform the library promises to behave alike on; for `describe.each`.
 */
export const platforms: readonly Platform[] = [
  express,
  { name: 'Fastify', createAdapter: () => new FastifyAdapter() },
];

/**
 * What the application is made of, and what is done to it before it listens.
 */
export interface AppDefinition extends ModuleMetadata {
  /** Global prefix, global guards, CORS and the like. */
  readonly configure?: (app: INestApplication) => void;
  /**
   * Where Nest's log lines go; default nowhere. Nest has one logger a process.
   */
  readonly logger?: LoggerService | false;
}

/** A Nest application that answers on a loopback port of its own. */
export interface RunningApp {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  readonly app: INestApplication;
  readonly close: () => Promise<void>;
}

/** The root module of every test application; its metadata is given at boot. */
class TestAppModule {}

/**
 * Boots a real application on 127.0.0.1 and a free port. A boot that fails
 * rejects with the error the application's own `bootstrap()` would have seen.
 */
export async function bootApp(
  platform: Platform,
  { configure, logger = false, ...metadata }: AppDefinition,
): Promise<RunningApp> {
  const app = await NestFactory.create(
    { module: TestAppModule, ...metadata },
    platform.createAdapter(),
    { logger, abortOnError: false },
  );
  configure?.(app);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, app, close: () => app.close() };
}
