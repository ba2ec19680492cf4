import { startAuthorizationServer } from './authorization-server.js';
import { startServer } from './start-server.js';

const { COGNITO_USER_POOL_ID, COGNITO_CLIENT_ID, PORT } = process.env;

// `on`, not `once`: Ctrl-C sends the signal twice, from the terminal and from the
// Nest CLI. The second one must not end the process before it has stopped.
const stopRequested = new Promise((resolve) => {
  process.on('SIGINT', resolve).on('SIGTERM', resolve);
});

const resource = `http://127.0.0.1:${PORT ?? 3000}/mcp`;

// Without a user pool of your own, a demo server runs as long as this process.
const demo =
  COGNITO_USER_POOL_ID || COGNITO_CLIENT_ID
    ? undefined
    : await startAuthorizationServer(resource);
try {
  const server = await startServer(resource, {
    userPoolId: COGNITO_USER_POOL_ID ?? 'eu-west-1_Demo',
    clientId: COGNITO_CLIENT_ID ?? demo?.clientId ?? '',
    issuer: demo?.issuer,
  });

  console.log(`\nThe MCP server listens on ${resource}`);
  if (demo) {
    const lines = [
      '\nA client finds everything but its own id:',
      `  Client id     ${demo.clientId}`,
      '  User          any name, with any password',
      `\ncurl -i -X POST ${resource} # 401`,
    ];
    lines.forEach((line) => console.log(line));
  }
  console.log('\nCtrl-C stops it.');

  await stopRequested;
  await server.close();
} finally {
  await demo?.close();
}
