import { startDemo } from '../../shared/demo.js';
import { curlLines } from './curl-lines.js';
import { startInstances } from './instances.js';

const { COGNITO_USER_POOL_ID, COGNITO_CLIENT_ID, PORT = '3000' } = process.env;

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
  const port = Number(PORT);
  const instances = await startInstances([port, port === 0 ? 0 : port + 1]);

  console.log(`\nThe instances listen on ${instances.urls.join(' and ')}`);
  if (demo) {
    const lines = [
      ...demo.signInLines,
      ...curlLines(instances.urls, demo.tokens),
    ];
    lines.forEach((line) => console.log(line));
  }
  console.log('\nCtrl-C stops it.');

  await stopRequested;
  await instances.close();
} finally {
  await demo?.stop();
}
