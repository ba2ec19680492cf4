import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FaultyKeyServer } from '../../support/faulty-key-server.js';
import {
  bootKeyServedApp,
  forger,
  whoAmI,
} from '../../support/key-served-app.fixture.js';
import { platforms, type RunningApp } from '../../support/platforms.js';
import { sendAll, type Tally } from './send-all.js';

/** How many requests each test sends. */
interface Counts {
  /** With a key id that the pool does not have. */
  readonly forged: number;
  /** With a good token, among the forged ones. */
  readonly good: number;
  /** With a good token, all at once, to an app that has no keys yet. */
  readonly cold: number;
}

const cooldown = 400;
const patience = { timeout: 20_000, interval: 20 };
const pool = await TestUserPool.create();

/** Describes requests with unknown key ids, on every platform. */
export function describeUnknownKids(counts: Counts): void {
  describe.each(platforms)('Unknown key ids on $name', (platform) => {
    let keyServer: FaultyKeyServer;
    let app: RunningApp;
    let agent: Agent;

    beforeEach(async () => {
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
      const definition = { pool, keyServer, keys: settings };
      app = await bootKeyServedApp(platform, definition);
    };

    const send = (
      count: number,
      senders: number,
      token: (index: number) => string,
    ): Promise<Tally> =>
      sendAll(`${app.url}/whoami`, { count, senders, token, agent });

    const sendForged = (count: number): Promise<Tally> => {
      const forge = forger(pool);
      return send(count, 16, () => forge(randomUUID()));
    };

    const sendGood = (): Promise<Tally> =>
      send(counts.good, 4, () => pool.accessToken());

    /** Cooldowns that began since then: each allows one fetch. */
    const cooldownsSince = (started: number): number =>
      Math.ceil((performance.now() - started) / cooldown);

    it('keep no good token out, at one fetch a cooldown', async () => {
      await boot({ prefetch: 'require' });
      const started = performance.now();

      const [forged, good] = await Promise.all([
        sendForged(counts.forged),
        sendGood(),
      ]);

      const allowed = 1 + cooldownsSince(started);
      expect(forged).toEqual({ '401 signature_invalid': counts.forged });
      expect(good).toEqual({ 200: counts.good });
      expect(keyServer.requests).toBeGreaterThan(1);
      expect(keyServer.requests).toBeLessThanOrEqual(allowed);
    });

    it.each([
      ['within the cooldown', {}],
      ['by the timer', { maxAge: 1_000, unknownKeyCooldown: 3_600_000 }],
    ])('do not keep rotated keys from being found %s', async (_, keys) => {
      await boot(keys);
      let flooding = true;
      const flooded = (async () => {
        while (flooding) await sendForged(100);
      })();

      await pool.rotateKeys();
      try {
        await vi.waitFor(async () => {
          expect((await whoAmI(app, pool.accessToken())).status).toBe(200);
        }, patience);
      } finally {
        flooding = false;
        await flooded;
      }
    });

    it('are answered 503 without a fetch each while the keys are out of reach', async () => {
      await boot({ prefetch: 'require' });
      await keyServer.breakWith('status 500');
      const started = performance.now();

      const [forged, good] = await Promise.all([
        sendForged(counts.forged),
        sendGood(),
      ]);

      // One for the good set and one a cooldown. The timer tries again after
      // 187 ms at the earliest, and each time after twice as long.
      const allowed = 1 + cooldownsSince(started) + 8;
      expect(forged).toEqual({ '503 keys_unavailable': counts.forged });
      expect(good).toEqual({ 200: counts.good });
      expect(keyServer.requests).toBeLessThanOrEqual(allowed);
    });

    it('cause one fetch when many cold requests need both keys', async () => {
      await boot({ prefetch: false, timeout: 20_000 });
      await keyServer.breakWith('slow but in time');
      agent.maxSockets = counts.cold;
      const tokens = Array.from({ length: counts.cold }, (_, index) =>
        index % 2 === 0 ? pool.accessToken() : pool.idToken(),
      );

      const tally = await send(
        counts.cold,
        counts.cold,
        (index) => tokens[index] ?? '',
      );
      expect(tally).toEqual({ 200: counts.cold });
      expect(keyServer.requests).toBe(1);
    });
  });
}
