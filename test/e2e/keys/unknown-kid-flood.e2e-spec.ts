import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FaultyKeyServer } from '../../support/faulty-key-server.js';
import { usedHeap } from '../../support/heap.js';
import {
  bootKeyServedApp,
  forger,
} from '../../support/key-served-app.fixture.js';
import { platforms, type RunningApp } from '../../support/platforms.js';
import { sendAll } from './send-all.js';
import { storm } from './storm.js';
import { describeUnknownKids } from './unknown-kids.fixture.js';

describeUnknownKids({ forged: 5_000, good: 200, cold: 1_000 });

const cooldown = 400;
const pool = await TestUserPool.create();

const signatureInvalid = JSON.stringify({
  statusCode: 401,
  error: 'Unauthorized',
  message: 'The signature of the token is invalid',
  code: 'signature_invalid',
});

describe.each(platforms)('A flood of unknown key ids on $name', (platform) => {
  let keyServer: FaultyKeyServer;
  let app: RunningApp;
  let agent: Agent;

  beforeEach(async () => {
    keyServer = await FaultyKeyServer.start({ keySet: () => pool.jwks() });
    agent = new Agent({ keepAlive: true, maxSockets: 64 });
    const keys = { unknownKeyCooldown: cooldown, prefetch: 'require' } as const;
    app = await bootKeyServedApp(platform, { pool, keyServer, keys });
  });

  afterEach(async () => {
    agent.destroy();
    await app.close();
    await keyServer.close();
  });

  it('keeps no good token out, at one fetch a cooldown, and leaves nothing behind', async () => {
    const url = `${app.url}/whoami`;
    const forge = forger(pool);
    const forged = (count: number) =>
      storm(url, {
        count,
        token: () => forge(randomUUID().padStart(400, 'k')),
      });
    await forged(5_000);
    const heap = usedHeap();
    const fetches = keyServer.requests;
    const started = performance.now();

    const [refused, good] = await Promise.all([
      forged(100_000),
      sendAll(url, {
        count: 1_000,
        senders: 4,
        token: (index) =>
          index % 2 === 0 ? pool.accessToken() : pool.idToken(),
        agent,
      }),
    ]);

    const cooldowns = Math.ceil((performance.now() - started) / cooldown);
    expect(good).toEqual({ 200: 1_000 });
    expect(refused).toEqual({ [`401 ${signatureInvalid}`]: 100_000 });
    expect(keyServer.requests).toBeGreaterThan(fetches);
    expect(keyServer.requests).toBeLessThanOrEqual(fetches + cooldowns);
    // Kept, the key ids alone would be 40 MB.
    expect(usedHeap() - heap).toBeLessThan(8_000_000);
  }, 600_000);
});
