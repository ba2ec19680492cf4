import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  bootKeyServedApp,
  whoAmI,
} from '../../support/key-served-app.fixture.js';
import { FaultyKeyServer } from '../../support/faulty-key-server.js';
import { platforms, type RunningApp } from '../../support/platforms.js';
import { RecordingLogger } from '../../support/recording-logger.js';

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
});
