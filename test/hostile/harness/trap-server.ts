import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that offers an attacker's keys, and that nobody may ever ask. */
export class TrapServer {
  private constructor(
    readonly url: string,
    private readonly server: ReturnType<typeof createServer>,
    private readonly counter: { connections: number },
  ) {}

  static async start(keySet: unknown): Promise<TrapServer> {
    const counter = { connections: 0 };
    const server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(keySet));
    });
    server.on('connection', () => (counter.connections += 1));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return new TrapServer(`http://127.0.0.1:${port}`, server, counter);
  }

  /** How often anybody connected, whatever they asked for. */
  get connections(): number {
    return this.counter.connections;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
