import { once } from 'node:events';
import { Agent } from 'node:http';
import { connect, type Socket } from 'node:net';
import {
  TestUserPool,
  type TestKeySetServer,
} from 'nestjs-cognito-auth/testing';
import {
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import { request } from '../../support/http.js';

let pool: TestUserPool;
let server: TestKeySetServer;
beforeAll(async () => {
  pool = await TestUserPool.create();
});
beforeEach(async () => {
  server = await pool.listen();
});
afterEach(() => server.close());

/**
 * A connection on which the key set was asked for once, and which stays open;
 * `next` is what the server has of the request after that one.
 */
async function keptAlive(next = ''): Promise<Socket> {
  const { hostname, port, host, pathname } = new URL(server.jwksUri);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\n\r\n${next}`);
  await once(socket, 'data');
  return socket;
}

describe('the key-set server', () => {
  it('serves the current key set on loopback, where Cognito has it', async () => {
    const url = new URL(server.jwksUri);
    const answer = await request(server.jwksUri);

    expect(url.protocol).toBe('http:');
    expect(url.hostname).toBe('127.0.0.1');
    expect(url.pathname).toBe(`/${pool.userPoolId}/.well-known/jwks.json`);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.body).toStrictEqual(pool.jwks());

    await pool.rotateKeys();
    expect((await request(server.jwksUri)).body).toStrictEqual(pool.jwks());
    expect(pool.jwks()).not.toStrictEqual(answer.body);
  });

  it('counts the requests for the key set, and has nothing else', async () => {
    const { origin } = new URL(server.jwksUri);
    const paths = ['/', '/.well-known/jwks.json', `/${pool.userPoolId}`];

    expect(server.requests).toBe(0);
    for (const path of paths) {
      expect(await request(origin + path)).toMatchObject({ status: 404 });
    }
    expect(server.requests).toBe(0);
    await request(server.jwksUri);
    await request(server.jwksUri);
    expect(server.requests).toBe(2);
  });

  it('is a server of its own each time', async () => {
    const other = await pool.listen();
    await request(other.jwksUri);

    expect(other.jwksUri).not.toBe(server.jwksUri);
    expect(other.requests).toBe(1);
    expect(server.requests).toBe(0);
    await other.close();
    expect(await request(server.jwksUri)).toMatchObject({ status: 200 });
  });

  it('cuts connections while it is down, and comes back', async () => {
    server.goDown();
    await expect(request(server.jwksUri)).rejects.toThrow('socket hang up');
    await expect(request(server.jwksUri)).rejects.toThrow('socket hang up');
    expect(server.requests).toBe(2);

    server.comeBack();
    expect(await request(server.jwksUri)).toMatchObject({ status: 200 });
    expect(server.requests).toBe(3);
  });

  it('cuts connections that were open before it went down', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    await request(server.jwksUri, { agent });
    server.goDown();

    await expect(request(server.jwksUri, { agent })).rejects.toThrow(
      'socket hang up',
    );
    agent.destroy();
  });

  it.each([
    { connection: 'idle', next: '' },
    { connection: 'busy', next: 'GET /half-a-request' },
  ])(
    'closes at once with an open, $connection connection',
    async ({ next }) => {
      const cut = once(await keptAlive(next), 'close');
      const started = performance.now();
      await server.close();
      await cut;

      // Node's own keep-alive timeout would take five seconds.
      expect(performance.now() - started).toBeLessThan(2500);
      await expect(request(server.jwksUri)).rejects.toThrow('ECONNREFUSED');
    },
  );

  it('may be closed as often as one likes', async () => {
    await Promise.all([server.close(), server.close()]);
    await server.close();

    await expect(request(server.jwksUri)).rejects.toThrow('ECONNREFUSED');
  });

  it('does not keep the process alive, listening or connected', async () => {
    const socket = (await keptAlive()).unref();
    const holdingOn = (): string[] =>
      process.getActiveResourcesInfo().filter((name) => name.startsWith('TCP'));

    // Connections of the tests before may take a moment to be gone.
    await vi.waitFor(() => expect(holdingOn()).toEqual([]));
    expect(await request(server.jwksUri)).toMatchObject({ status: 200 });
    socket.destroy();
  });
});
