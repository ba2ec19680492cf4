import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  bootKeyServedApp,
  whoAmI,
} from '../../support/key-served-app.fixture.js';
import { FaultyKeyServer } from '../../support/faulty-key-server.js';
import { oddityNames } from '../../support/faulty-key-server.names.js';
import { collectGarbage } from '../../support/heap.js';
import { platforms, type RunningApp } from '../../support/platforms.js';

const MEGABYTE = 1_048_576;
const patience = { timeout: 10_000 };
const pool = await TestUserPool.create();

describe.each(platforms)('Limits of a key-set fetch on $name', (platform) => {
  let keyServer: FaultyKeyServer;
  let app: RunningApp;

  beforeEach(async () => {
    keyServer = await FaultyKeyServer.start({ keySet: () => pool.jwks() });
  });

  afterEach(async () => {
    await app.close();
    await keyServer.close();
  });

  const boot = async (keys: object, jwksUri?: string): Promise<void> => {
    const settings = { prefetch: false, ...keys } as const;
    const source = { pool, keyServer, keys: settings };
    app = await bootKeyServedApp(platform, { ...source, jwksUri });
  };

  it.each(oddityNames)('takes a good answer that is %s', async (oddity) => {
    await keyServer.breakWith(oddity);
    await boot({});

    expect((await whoAmI(app, pool.accessToken())).status).toBe(200);
  });

  it.each(['64 MB body', 'endless body'] as const)(
    'reads no more of a %s than it may',
    async (fault) => {
      await keyServer.breakWith(fault);
      await boot({ timeout: 20_000 });

      expect((await whoAmI(app, pool.accessToken())).status).toBe(503);
      await vi.waitUntil(() => keyServer.pending === 0, patience);
      // What the sockets' buffers hold on both sides; far below what was on
      // offer.
      expect(keyServer.bytesSent).toBeLessThan(16 * MEGABYTE);
    },
  );

  it.each([
    'redirect to the same host',
    'redirect to another host',
    'redirect loop',
  ] as const)('does not follow a %s', async (fault) => {
    await keyServer.breakWith(fault);
    await boot({});

    expect((await whoAmI(app, pool.accessToken())).status).toBe(503);
    expect(keyServer.requests).toBe(1);
  });

  it('answers 503 for a key set whose host has no address', async () => {
    await boot({}, 'https://keys.invalid/jwks.json');

    const answer = await whoAmI(app, pool.accessToken());
    expect(answer.status).toBe(503);
    expect(answer.body.code).toBe('keys_unavailable');
    expect(answer.text).not.toContain('keys.invalid');
  });

  it('asks a failing endpoint now and then, not once a request', async () => {
    await keyServer.breakWith('status 503');
    await boot({});

    for (let count = 0; count < 200; count++) {
      expect((await whoAmI(app, pool.accessToken())).status).toBe(503);
    }
    expect(keyServer.requests).toBeGreaterThan(1);
    expect(keyServer.requests).toBeLessThan(10);
  });

  it('keeps its deadline when garbage is collected meanwhile', async () => {
    await keyServer.breakWith('no response');
    await boot({ timeout: 500 });

    let status: number | undefined;
    const asked = whoAmI(app, pool.accessToken()).then((answer) => {
      status = answer.status;
    });
    await vi.waitUntil(() => {
      collectGarbage();
      return status !== undefined;
    }, patience);
    await asked;
    expect(status).toBe(503);
  });

  it('never lets a known key wait for a refresh', async () => {
    await boot({ maxAge: 1_000, timeout: 20_000 });
    expect((await whoAmI(app, pool.accessToken())).status).toBe(200);

    await keyServer.breakWith('no response');
    await vi.waitUntil(() => keyServer.pending === 1, patience);
    for (let count = 0; count < 100; count++) {
      expect((await whoAmI(app, pool.accessToken())).status).toBe(200);
      expect((await whoAmI(app, pool.idToken())).status).toBe(200);
    }
    expect(keyServer.pending).toBe(1);
  });

  it('takes no token of another pool, even with its keys in place of ours', async () => {
    const other = await TestUserPool.create();
    const keySet = () => other.jwks();
    await keyServer.close();
    keyServer = await FaultyKeyServer.start({ keySet });
    await boot({});

    const theirs = await whoAmI(app, other.accessToken());
    expect(theirs.status).toBe(401);
    expect(theirs.body.code).toBe('issuer_unknown');
    const ours = await whoAmI(app, pool.accessToken());
    expect(ours.status).toBe(401);
    expect(ours.body.code).toBe('signature_invalid');
  });

  it('recovers from a foreign set after the cooldown', async () => {
    await keyServer.breakWith('foreign key set');
    await boot({ unknownKeyCooldown: 200 });
    expect((await whoAmI(app, pool.accessToken())).status).toBe(401);

    await keyServer.heal();
    await vi.waitFor(async () => {
      expect((await whoAmI(app, pool.accessToken())).status).toBe(200);
    }, patience);
  });
});
