import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const servers = new Set<Server>();

/** Serves requests on 127.0.0.1 until the end of the test. */
export async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.add(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
}

/** For `afterEach`: cuts all connections. */
export async function closeServers(): Promise<void> {
  const closing = [...servers].map((server) => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    return closed;
  });
  servers.clear();
  await Promise.all(closing);
}
