import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  bootKeyServedApp,
  forger,
  whoAmI,
} from '../../support/key-served-app.fixture.js';
import { FaultyKeyServer } from '../../support/faulty-key-server.js';
import { usedHeap } from '../../support/heap.js';
import { platforms, type RunningApp } from '../../support/platforms.js';
import { sendAll, type Tally } from './send-all.js';
import { storm } from './storm.js';

const SLOW = { timeout: 120_000 };
const cooldown = 400;
const patience = { timeout: 20_000, interval: 20 };

const signatureInvalid = JSON.stringify({
  statusCode: 401,
  error: 'Unauthorized',
  message: 'The signature of the token is invalid',
  code: 'signature_invalid',
});

describe.each(platforms)('A flood of unknown key ids on $name', (platform) => {
  let pool: TestUserPool;
  let keyServer: FaultyKeyServer;
  let app: RunningApp;
  let agent: Agent;

  beforeEach(async () => {
    pool = await TestUserPool.create();
    keyServer = await FaultyKeyServer.start({ keySet: () => pool.jwks() });
    agent = new Agent({ keepAlive: true, maxSockets: 64 });
  });

  afterEach(async () => {
    agent.destroy();
    await app.close();
    await keyServer.close();
  });

  const boot = async (keys: object): Promise<void> => {
    const settings = { unknownKeyCooldown: cooldown, ...keys };
    app = await bootKeyServedApp(platform, { pool, keyServer, keys: settings });
  };

  const send = (
    count: number,
    senders: number,
    token: (index: number) => string,
  ): Promise<Tally> =>
    sendAll(`${app.url}/whoami`, { count, senders, token, agent });

  const flood = (count: number): Promise<Tally> => {
    const forge = forger(pool);
    return send(count, 48, () => forge(randomUUID()));
  };

  it(
    'keeps no good token out, at one fetch a cooldown, and leaves nothing behind',
    SLOW,
    async () => {
      await boot({ prefetch: 'require' });
      const forge = forger(pool);
      const forged = (count: number) =>
        storm(`${app.url}/whoami`, {
          count,
          token: () => forge(randomUUID().padStart(400, 'k')),
        });
      await forged(5_000);
      const heap = usedHeap();
      const fetches = keyServer.requests;
      const started = performance.now();

      const [refused, good] = await Promise.all([
        forged(100_000),
        send(1_000, 4, (index) =>
          index % 2 === 0 ? pool.accessToken() : pool.idToken(),
        ),
      ]);

      const cooldowns = Math.ceil((performance.now() - started) / cooldown);
      expect(good).toEqual({ 200: 1_000 });
      expect(refused).toEqual({ [`401 ${signatureInvalid}`]: 100_000 });
      expect(keyServer.requests).toBeGreaterThan(fetches);
      expect(keyServer.requests).toBeLessThanOrEqual(fetches + cooldowns);
      // Kept, the key ids alone would be 40 MB.
      expect(usedHeap() - heap).toBeLessThan(8_000_000);
    },
  );

  it('finds rotated keys within the cooldown, flood or not', async () => {
    await boot({});
    let flooding = true;
    const flooded = (async () => {
      while (flooding) await flood(500);
    })();

    await pool.rotateKeys();
    await vi.waitFor(async () => {
      expect((await whoAmI(app, pool.accessToken())).status).toBe(200);
    }, patience);
    flooding = false;
    await flooded;
  });

  it('does not keep the timer from refreshing the keys', async () => {
    await boot({ maxAge: 1_000, unknownKeyCooldown: 3_600_000 });
    let flooding = true;
    const flooded = (async () => {
      while (flooding) await flood(500);
    })();

    await pool.rotateKeys();
    await vi.waitFor(async () => {
      expect((await whoAmI(app, pool.accessToken())).status).toBe(200);
    }, patience);
    flooding = false;
    await flooded;
  });

  it('is answered 503 without a fetch each while the keys are out of reach', async () => {
    await boot({ prefetch: 'require' });
    await keyServer.breakWith('status 500');

    const [forged, good] = await Promise.all([
      flood(5_000),
      send(200, 4, () => pool.accessToken()),
    ]);
    expect(forged).toEqual({ '503 keys_unavailable': 5_000 });
    expect(good).toEqual({ 200: 200 });
    expect(keyServer.requests).toBeLessThan(50);
  });

  it('makes one fetch of a thousand cold requests for both keys', async () => {
    await boot({ prefetch: false });
    await keyServer.breakWith('slow but in time');
    agent.maxSockets = 1_000;
    const tokens = Array.from({ length: 1_000 }, (_, index) =>
      index % 2 === 0 ? pool.accessToken() : pool.idToken(),
    );

    const tally = await send(1_000, 1_000, (index) => tokens[index] ?? '');
    expect(tally).toEqual({ 200: 1_000 });
    expect(keyServer.requests).toBe(1);
  });
});
