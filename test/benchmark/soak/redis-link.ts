import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Carries bytes between the instances and Redis, and can be slow. */
export class RedisLink {
  /** Milliseconds that each piece of data takes, in either direction. */
  delay = 0;
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((instance) => {
    const redis = connect(this.redisPort, '127.0.0.1');
    this.forward(instance, redis);
    this.forward(redis, instance);
  });

  private constructor(private readonly redisPort: number) {}

  static async start(redisPort: number): Promise<RedisLink> {
    const link = new RedisLink(redisPort);
    link.server.listen(0, '127.0.0.1');
    await once(link.server, 'listening');
    return link;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  private forward(from: Socket, to: Socket): void {
    this.sockets.add(from);
    let sent: Promise<unknown> = Promise.resolve();
    from
      .setNoDelay()
      .on('error', () => undefined)
      .on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      })
      .on('data', (data) => {
        // Waits for earlier data too, which a longer delay may still hold.
        sent = Promise.all([sent, sleep(this.delay)]).then(
          () => to.writable && to.write(data),
        );
      });
  }
}
