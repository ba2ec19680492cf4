import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  bootKeyServedApp,
  forger,
  whoAmI,
} from '../../support/key-served-app.fixture.js';
import { FaultyKeyServer } from '../../support/faulty-key-server.js';
import { platforms, type RunningApp } from '../../support/platforms.js';

const HOUR = 3_600_000;
const patience = { timeout: 10_000, interval: 20 };
const pool = await TestUserPool.create();

describe.each(platforms)('Key rotation on $name', (platform) => {
  let keyServer: FaultyKeyServer;
  let app: RunningApp;

  beforeEach(async () => {
    keyServer = await FaultyKeyServer.start({ keySet: () => pool.jwks() });
  });

  afterEach(async () => {
    vi.useRealTimers();
    await app.close();
    await keyServer.close();
  });

  const boot = async (keys: object): Promise<void> => {
    app = await bootKeyServedApp(platform, { pool, keyServer, keys });
  };

  const status = async (token: string): Promise<number> =>
    (await whoAmI(app, token)).status;

  const untilAccepted = (token: string): Promise<void> =>
    vi.waitFor(async () => expect(await status(token)).toBe(200), patience);

  it('with overlap: old and new tokens are good throughout', async () => {
    await boot({ unknownKeyCooldown: 200 });
    const [old, other] = [pool.accessToken(), pool.accessToken()];
    expect(await status(old)).toBe(200);

    await pool.rotateKeys({ keepOld: true });
    await untilAccepted(pool.accessToken());
    expect(await status(pool.idToken())).toBe(200);
    expect(await status(old)).toBe(200);
    expect(await status(other)).toBe(200);
  });

  it('hard swap: the new keys are found, and the old ones end at once', async () => {
    await boot({ unknownKeyCooldown: 200 });
    const [seen, unseen] = [pool.accessToken(), pool.accessToken()];
    expect(await status(seen)).toBe(200);

    await pool.rotateKeys();
    await untilAccepted(pool.accessToken());
    for (const old of [seen, unseen]) {
      const refused = await whoAmI(app, old);
      expect(refused.status).toBe(401);
      expect(refused.body.code).toBe('signature_invalid');
    }
  });

  it('finds new keys by itself before the old set is too old', async () => {
    await boot({ maxAge: 1_000, unknownKeyCooldown: HOUR });
    const old = pool.accessToken();
    expect(await status(old)).toBe(200);
    // Uses up the cooldown: from here on only the timer fetches.
    expect(await status(forger(pool)('unknown'))).toBe(401);

    await pool.rotateKeys();
    await untilAccepted(pool.accessToken());
    expect(await status(old)).toBe(401);
  });

  it('answers an unknown key 401 while its cooldown lasts', async () => {
    await boot({ unknownKeyCooldown: HOUR });
    expect(await status(forger(pool)('unknown'))).toBe(401);
    const requests = keyServer.requests;

    await pool.rotateKeys();
    expect(await status(pool.accessToken())).toBe(401);
    expect(keyServer.requests).toBe(requests);
  });

  it('answers an unknown key 503 where the last fetch failed', async () => {
    await boot({ unknownKeyCooldown: HOUR });
    const known = pool.accessToken();
    expect(await status(known)).toBe(200);

    await pool.rotateKeys();
    await keyServer.breakWith('status 500');
    for (let count = 0; count < 3; count++) {
      const unsure = await whoAmI(app, pool.accessToken());
      expect(unsure.status).toBe(503);
      expect(unsure.body.code).toBe('keys_unavailable');
    }
    expect(await status(known)).toBe(200);
  });

  it('serves stale keys up to staleIfError, then answers 503', async () => {
    const [maxAge, staleIfError] = [1_000, 300];
    const started = performance.now();
    await boot({ maxAge, staleIfError, prefetch: 'require' });
    await keyServer.breakWith('status 503');

    const seen = pool.accessToken();
    while ((await status(seen)) === 200) {
      // No key that verified a token outlives its set, however often it did.
    }
    const lasted = performance.now() - started;
    expect(lasted).toBeGreaterThanOrEqual(maxAge + staleIfError);
    for (const token of [seen, pool.accessToken()]) {
      const refused = await whoAmI(app, token);
      expect(refused.status).toBe(503);
      expect(refused.body.code).toBe('keys_unavailable');
    }

    await keyServer.heal();
    await untilAccepted(pool.accessToken());
  });

  it.each([-HOUR, HOUR])(
    'is not led astray by a wall clock that jumps %d ms',
    async (jump) => {
      await boot({ unknownKeyCooldown: 300 });
      expect(await status(pool.accessToken())).toBe(200);
      expect(await status(forger(pool)('unknown'))).toBe(401);
      const requests = keyServer.requests;

      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + jump });
      expect(await status(forger(pool)('unknown'))).toBe(401);
      expect(await status(pool.accessToken())).toBe(200);
      expect(keyServer.requests).toBe(requests);
      await pool.rotateKeys();
      await untilAccepted(pool.accessToken());
    },
  );
});
