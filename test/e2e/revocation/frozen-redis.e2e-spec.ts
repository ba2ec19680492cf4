import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import { isMissing } from '../../support/servers/programs.js';
import { startRedis } from '../../support/servers/redis.js';
import type { TestServer } from '../../support/servers/server.js';
import { expectNoUnhandledRejection } from '../../support/unhandled-rejections.js';
import { bootInstance } from './redis.fixture.js';

const pool = await TestUserPool.create();

/** Milliseconds in which a request must be answered while Redis is silent. */
const answerLimit = 5_000;

/** Passes bytes to Redis, and back only while it is not frozen. */
async function startRelay(port: number) {
  let frozen = false;
  const sockets = new Set<Socket>();
  const held: (() => void)[] = [];
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => [near, far].forEach((end) => end.destroy()));
    }
    const pass = (from: Socket, to: Socket) =>
      from.on('data', (bytes) => {
        const send = () => void (to.destroyed || to.write(bytes));
        if (frozen) held.push(send);
        else send();
      });
    pass(near, far);
    pass(far, near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    freeze: () => (frozen = true),
    thaw: () => {
      frozen = false;
      held.splice(0).forEach((send) => send());
    },
    close: async () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
      await once(server, 'close');
    },
  };
}

describe.skipIf(isMissing('redis-server'))('A Redis that is silent', () => {
  let redis: TestServer;
  const ends: (() => unknown)[] = [];

  expectNoUnhandledRejection();

  beforeAll(async () => {
    redis = await startRedis();
  });

  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) {
      await end();
    }
  });

  afterAll(() => redis.stop());

  const boot = async (staleIfError: number) => {
    const relay = await startRelay(redis.port);
    ends.push(relay.close);
    const instance = await bootInstance(pool.options, relay.port, {
      refreshEvery: 100,
      staleIfError,
    });
    ends.push(instance.close);
    return { relay, ...instance };
  };

  const within = <T>(answer: Promise<T>) =>
    Promise.race([
      answer,
      new Promise<string>((resolve) =>
        setTimeout(() => resolve('no answer'), answerLimit).unref(),
      ),
    ]);

  it('delays no request, and is 503 once it is silent too long', async () => {
    const one = await boot(500);
    const token = pool.accessToken();
    expect(await one.askFor(token)).toBe(200);
    one.relay.freeze();

    expect(await within(one.askFor(token))).toBe(200);
    const answers = (code: unknown) =>
      vi.waitFor(
        async () => expect(await within(one.askFor(token))).toBe(code),
        10_000,
      );
    await answers('revocations_unavailable');
    one.relay.thaw();
    await answers(200);
  });

  it('lets no sign-out wait for ever, and it counts here at once', async () => {
    const one = await boot(60_000);
    const token = pool.accessToken();
    expect(await one.askFor(token)).toBe(200);
    one.relay.freeze();

    const signOut = within(one.signOut(token));
    await vi.waitFor(async () =>
      expect(await one.askFor(token)).toBe('token_revoked'),
    );
    expect(await signOut).toBe(500);
  });
});
