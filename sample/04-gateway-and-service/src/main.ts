import { startDemo } from '../../shared/demo.js';
import { startApplications } from './applications.js';
import { curlLines } from './curl-lines.js';

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
  const applications = await startApplications(PORT ?? 3000);

  console.log(`\nThe gateway listens on ${applications.url}`);
  if (demo) {
    const lines = [
      ...demo.signInLines,
      ...curlLines(applications.url, demo.tokens),
    ];
    lines.forEach((line) => console.log(line));
  }
  console.log('\nCtrl-C stops it.');

  await stopRequested;
  await applications.close();
} finally {
  await demo?.stop();
}
