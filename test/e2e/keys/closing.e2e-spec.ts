import { setImmediate } from 'node:timers/promises';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  bootKeyServedApp,
  whoAmI,
} from '../../support/key-served-app.fixture.js';
import { FaultyKeyServer } from '../../support/faulty-key-server.js';
import { usedHeap } from '../../support/heap.js';
import { platforms, type RunningApp } from '../../support/platforms.js';
import { RecordingLogger } from '../../support/recording-logger.js';

const MEGABYTE = 1_048_576;
const patience = { timeout: 10_000 };
const pool = await TestUserPool.create();

describe.each(platforms)('Closing an app on $name', (platform) => {
  let keyServer: FaultyKeyServer;
  let log: RecordingLogger;

  beforeEach(async () => {
    log = new RecordingLogger();
    keyServer = await FaultyKeyServer.start({ keySet: () => pool.jwks() });
  });

  afterEach(() => keyServer.close());

  const boot = (keys: object): Promise<RunningApp> =>
    bootKeyServedApp(platform, { pool, keyServer, keys, logger: log });

  it('ends a stalled fetch, and the request that waits for it, at once', async () => {
    await keyServer.breakWith('stall in mid-body');
    const app = await boot({ prefetch: false, timeout: 60_000 });
    const waiting = whoAmI(app, pool.accessToken());
    await vi.waitUntil(() => keyServer.pending === 1, patience);

    const started = performance.now();
    await app.close();
    expect(performance.now() - started).toBeLessThan(1_000);
    expect((await waiting).status).toBe(503);
    await vi.waitUntil(() => keyServer.pending === 0, patience);
  });

  it('ends a background refresh: no fetch and no log line afterwards', async () => {
    const app = await boot({ maxAge: 1_000, timeout: 60_000 });
    expect((await whoAmI(app, pool.accessToken())).status).toBe(200);
    await keyServer.breakWith('no response');
    await vi.waitUntil(() => keyServer.pending === 1, patience);
    const requests = keyServer.requests;
    const lines = log.lines.length;

    await app.close();
    await vi.waitUntil(() => keyServer.pending === 0, patience);
    await keyServer.heal();
    // Another app refreshes meanwhile; the closed one would have, too.
    const other = await boot({ maxAge: 1_000 });
    await vi.waitUntil(() => keyServer.requests >= requests + 2, patience);
    await other.close();
    expect(log.lines).toHaveLength(lines);
  });

  it('leaves no handle and no memory behind, fifty times over', async () => {
    const survivor = await boot({});
    const openAndClose = async (): Promise<void> => {
      const app = await boot({ maxAge: 60_000 });
      expect((await whoAmI(app, pool.accessToken())).status).toBe(200);
      await app.close();
    };
    for (let count = 0; count < 5; count++) await openAndClose();
    const handles = openHandles();
    const heap = usedHeap();

    for (let count = 0; count < 50; count++) await openAndClose();
    while (openHandles() > handles) await setImmediate();
    // An app kept alive is a quarter of a megabyte or more. Some are for the few
    // seconds that fetch holds its idle connections.
    const kept = () => usedHeap() - heap;
    await vi.waitUntil(() => kept() < 8 * MEGABYTE, { timeout: 20_000 });
    expect((await whoAmI(survivor, pool.accessToken())).status).toBe(200);
    await survivor.close();
  });
});

/** Sockets, servers and timers that keep the process alive. */
function openHandles(): number {
  return process
    .getActiveResourcesInfo()
    .filter((name) => /^(TCP|TLS|Timeout|GetAddrInfo)/.test(name)).length;
}
