import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestKeySet } from './test-signing-key.js';

/**
 * Serves a key set on 127.0.0.1 and can fail on demand. It never keeps the
 * process alive.
 */
export interface TestKeySetServer {
  /** Address of the key set, for the module's `jwksUri` option. */
  readonly jwksUri: string;
  /** Number of requests for the key set, including those while it was down. */
  readonly requests: number;
  /** Cuts the connection of every later request without an answer. */
  goDown(): void;
  /** Answers requests again. */
  comeBack(): void;
  /** Stops listening and cuts every open connection; may be called twice. */
  close(): Promise<void>;
}

/** Serves a key set at `path`. It calls `keySet` for each request. */
export async function startKeySetServer(
  path: string,
  keySet: () => TestKeySet,
): Promise<TestKeySetServer> {
  let requests = 0;
  let down = false;

  const server = createServer((request, response) => {
    const asksForKeySet = request.url === path;
    if (asksForKeySet) {
      requests += 1;
    }
    if (down) {
      request.socket.destroy();
    } else if (asksForKeySet) {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(keySet()));
    } else {
      response.writeHead(404).end();
    }
  });
  server.on('connection', (socket) => socket.unref());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  const { port } = server.address() as AddressInfo;

  return {
    jwksUri: `http://127.0.0.1:${port}${path}`,
    get requests() {
      return requests;
    },
    goDown() {
      down = true;
    },
    comeBack() {
      down = false;
    },
    close() {
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
