import {
  dataDirectory,
  freePort,
  startServer,
  type TestServer,
} from './server.js';

/** Starts `redis-server`, which keeps its data in memory. */
export async function startRedis(): Promise<TestServer> {
  const [port, directory] = await Promise.all([freePort(), dataDirectory()]);
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
