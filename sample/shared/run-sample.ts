import type { INestApplication, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { startDemo, type DemoTokens } from './demo.js';

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
  const { COGNITO_USER_POOL_ID, COGNITO_CLIENT_ID, PORT } = process.env;

  // `on`, not `once`: Ctrl-C sends the signal twice, from the terminal and from the
  // Nest CLI. The second one must not end the process before it has stopped.
  const stopRequested = new Promise((resolve) => {
    process.on('SIGINT', resolve).on('SIGTERM', resolve);
  });

  // Without a user pool of your own, a demo pool runs as long as this process.
  const demo =
    COGNITO_USER_POOL_ID || COGNITO_CLIENT_ID ? undefined : await startDemo();
  try {
    Object.assign(process.env, demo?.environment);
    const app = await NestFactory.create(module, { abortOnError: false });
    prepare?.(app);
    await app.listen(PORT ?? 3000, '127.0.0.1');

    const url = await app.getUrl();
    console.log(['', ...(first?.(url) ?? [])].join('\n'));
    console.log(`${name} listens on ${url}`);
    if (demo) {
      const toPrint = [...demo.signInLines, ...lines(url, demo.tokens)];
      toPrint.forEach((line) => console.log(line));
    }
    console.log('\nCtrl-C stops it.');

    await stopRequested;
    await app.close();
  } finally {
    await demo?.stop();
  }
}
