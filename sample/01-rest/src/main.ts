import { NestFactory } from '@nestjs/core';
import { startDemo } from '../../shared/demo.js';
import { AppModule } from './app.module.js';
import { curlLines } from './curl-lines.js';

const { COGNITO_USER_POOL_ID, COGNITO_CLIENT_ID, PORT } = process.env;

// On, not once: a Ctrl-C arrives twice, from the terminal and from the Nest
// CLI, and the second must not cut the stop short.
const stopRequested = new Promise((resolve) => {
  process.on('SIGINT', resolve).on('SIGTERM', resolve);
});

// Without a pool of your own there is one for the time of this process.
const demo =
  COGNITO_USER_POOL_ID || COGNITO_CLIENT_ID ? undefined : await startDemo();
try {
  Object.assign(process.env, demo?.environment);
  const app = await NestFactory.create(AppModule, { abortOnError: false });
  await app.listen(PORT ?? 3000, '127.0.0.1');

  const url = await app.getUrl();
  console.log(`\nThe orders API listens on ${url}`);
  if (demo) {
    const lines = [...demo.signInLines, ...curlLines(url, demo.tokens)];
    lines.forEach((line) => console.log(line));
  }
  console.log('\nCtrl-C stops it.');

  await stopRequested;
  await app.close();
} finally {
  await demo?.stop();
}
