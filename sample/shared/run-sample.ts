import type { INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { startDemo, type DemoTokens } from './demo.js';
import { runUntilStopped } from './run-until-stopped.js';

/** A sample to run, and the lines to print for whoever wants to try it. */
export interface Sample {
  /** Name of the application for the log. */
  readonly name: string;
  /** Root module of the application. */
  readonly module: Type<unknown>;
  /** Adds to the application before it listens. */
  readonly prepare?: (app: INestApplication) => void;
  /** Formats lines to print before all others. */
  readonly first?: (url: string) => string[];
  /** Formats commands to paste, for the URL of the application. */
  readonly lines: (url: string, tokens: DemoTokens) => string[];
}

/**
 * Runs a sample on the loopback address until SIGINT or SIGTERM. `PORT` is its
 * port, by default 3000.
 */
export async function runSample({
  name,
  module,
  prepare,
  first,
  lines,
}: Sample): Promise<void> {
  await runUntilStopped(startDemo, async (demo) => {
    const app = await NestFactory.create(module, { abortOnError: false });
    prepare?.(app);
    await app.listen(process.env['PORT'] ?? 3000, '127.0.0.1');
    const url = await app.getUrl();
    return {
      lines: [
        ...(first?.(url) ?? []),
        `${name} listens on ${url}`,
        ...(demo ? [...demo.signInLines, ...lines(url, demo.tokens)] : []),
      ],
      close: () => app.close(),
    };
  });
}
