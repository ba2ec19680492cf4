import {
  dataDirectory,
  freePort,
  startServer,
  type TestServer,
} from './server.js';

/**
 * Starts `redis-server`, which keeps its data in memory.
 *
 * @param onPort the port of a server that has stopped, to start it again, empty
 */
export async function startRedis(onPort?: number): Promise<TestServer> {
  const directory = await dataDirectory();
  const port = onPort ?? (await freePort());
  return startServer({
    program: 'redis-server',
    args: [
      ...['--port', String(port), '--bind', '127.0.0.1'],
      ...['--dir', directory, '--save', '', '--appendonly', 'no'],
    ],
    port,
    directory,
    greeting: 'PING\r\n',
  });
}
