import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TestUserPool } from 'nestjs-cognito-auth/testing';

/**
 * A user pool that rotates its keys, and its key endpoint, which can fail. The
 * endpoint serves the keys of tenants too.
 */
export class KeyEndpoint {
  isDown = false;
  /** The newest user pool signs; the keys of the two newest are served. */
  private pools: readonly TestUserPool[] = [];
  private readonly server = createServer((request, response) => {
    if (this.isDown) {
      request.socket.destroy();
    } else {
      response.setHeader('Content-Type', 'application/json');
      const tenant = this.tenants.find(({ userPoolId }) =>
        request.url?.includes(userPoolId),
      );
      response.end(JSON.stringify(tenant?.jwks() ?? this.keySet()));
    }
  });

  private constructor(
    readonly first: TestUserPool,
    private readonly tenants: readonly TestUserPool[],
  ) {
    this.pools = [first];
  }

  static async start(tenants: readonly TestUserPool[]): Promise<KeyEndpoint> {
    const endpoint = new KeyEndpoint(await TestUserPool.create(), tenants);
    endpoint.server.listen(0, '127.0.0.1');
    await once(endpoint.server, 'listening');
    return endpoint;
  }

  /** Returns the options with which an instance accepts a user pool. */
  optionsOf({ userPoolId, clientId }: TestUserPool) {
    const { port } = this.server.address() as AddressInfo;
    const jwksUri = `http://127.0.0.1:${port}/${userPoolId}/jwks.json`;
    return { userPoolId, clientId, jwksUri };
  }

  /** Returns a pool of the same issuer, with keys of its own. */
  twin(): Promise<TestUserPool> {
    const { userPoolId, clientId } = this.first;
    return TestUserPool.create({ userPoolId, clientId });
  }

  /** Publishes new keys, and withdraws all but them and those before them. */
  async rotate(): Promise<TestUserPool> {
    const next = await this.twin();
    this.pools = [...this.pools.slice(-1), next];
    return next;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private keySet(): object {
    return { keys: this.pools.flatMap((pool) => [...pool.jwks().keys]) };
  }
}
