import { setImmediate } from 'node:timers/promises';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FaultyKeyServer } from '../../support/faulty-key-server.js';
import { usedHeap } from '../../support/heap.js';
import {
  bootKeyServedApp,
  whoAmI,
} from '../../support/key-served-app.fixture.js';
import { platforms, type RunningApp } from '../../support/platforms.js';

const MEGABYTE = 1_048_576;
const pool = await TestUserPool.create();

describe.each(platforms)('Opening and closing an app on $name', (platform) => {
  let keyServer: FaultyKeyServer;

  beforeEach(async () => {
    keyServer = await FaultyKeyServer.start({ keySet: () => pool.jwks() });
  });

  afterEach(() => keyServer.close());

  const boot = (keys: object): Promise<RunningApp> =>
    bootKeyServedApp(platform, { pool, keyServer, keys });

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
