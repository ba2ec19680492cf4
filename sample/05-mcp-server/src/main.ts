import { runUntilStopped } from '../../shared/run-until-stopped.js';
import { startAuthorizationServer } from './authorization-server.js';
import { startServer } from './start-server.js';

const { COGNITO_USER_POOL_ID, COGNITO_CLIENT_ID, PORT } = process.env;

const resource = `http://127.0.0.1:${PORT ?? 3000}/mcp`;

await runUntilStopped(
  async () => {
    const { close: stop, ...demo } = await startAuthorizationServer(resource);
    return { ...demo, stop };
  },
  async (demo) => {
    const { close } = await startServer(resource, {
      userPoolId: COGNITO_USER_POOL_ID ?? 'eu-west-1_Demo',
      clientId: COGNITO_CLIENT_ID ?? demo?.clientId ?? '',
      issuer: demo?.issuer,
    });
    const hints = [
      '\nA client finds everything but its own id:',
      `  Client id     ${demo?.clientId}`,
      '  User          any name, with any password',
      `\ncurl -i -X POST ${resource} # 401`,
    ];
    return {
      lines: [`The MCP server listens on ${resource}`, ...(demo ? hints : [])],
      close,
    };
  },
);
