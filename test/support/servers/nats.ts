import {
  dataDirectory,
  freePort,
  startServer,
  type TestServer,
} from './server.js';

/** Starts `nats-server`, without streams. */
export async function startNats(): Promise<TestServer> {
  const [port, directory] = await Promise.all([freePort(), dataDirectory()]);
  return startServer({
    program: 'nats-server',
    args: ['-a', '127.0.0.1', '-p', String(port)],
    port,
    directory,
    greeting: 'PING\r\n',
  });
}
