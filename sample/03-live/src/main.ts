import { NestFactory } from '@nestjs/core';
import { startDemo } from '../../shared/demo.js';
import { AppModule } from './app.module.js';

const { COGNITO_USER_POOL_ID, COGNITO_CLIENT_ID, PORT } = process.env;

/** Seconds, so short that one can watch a token being renewed. */
const lifetime = 60;

// `on`, not `once`: Ctrl-C sends the signal twice, from the terminal and from the
// Nest CLI. The second one must not end the process before it has stopped.
const stopRequested = new Promise((resolve) => {
  process.on('SIGINT', resolve).on('SIGTERM', resolve);
});

// Without a user pool of your own, a demo pool runs as long as this process.
const demo =
  COGNITO_USER_POOL_ID || COGNITO_CLIENT_ID
    ? undefined
    : await startDemo(lifetime);
try {
  Object.assign(process.env, demo?.environment);
  const app = await NestFactory.create(AppModule, { abortOnError: false });
  await app.listen(PORT ?? 3000, '127.0.0.1');

  console.log(`\nThe chat is on ${await app.getUrl()}`);
  demo?.signInLines.forEach((line) => console.log(line));
  console.log('\nCtrl-C stops it.');

  await stopRequested;
  await app.close();
} finally {
  await demo?.stop();
}
