import { CognitoAuthOptionsError } from 'nestjs-cognito-auth';
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

describe.each(platforms)('Key sets at boot on $name', (platform) => {
  let keyServer: FaultyKeyServer;
  let log: RecordingLogger;
  let app: RunningApp | undefined;

  beforeEach(async () => {
    keyServer = await FaultyKeyServer.start({ keySet: () => pool.jwks() });
    log = new RecordingLogger();
  });

  afterEach(async () => {
    await app?.close();
    app = undefined;
    await keyServer.close();
  });

  const boot = async (
    prefetch?: 'warn' | 'require' | false,
  ): Promise<RunningApp> => {
    const keys = prefetch === undefined ? {} : { prefetch };
    const definition = { pool, keyServer, keys, logger: log };
    app = await bootKeyServedApp(platform, definition);
    return app;
  };

  const warnings = (): string[] =>
    log.lines.filter((line) => line.startsWith('warn '));

  it('fetches the keys before the first request asks for them', async () => {
    const ready = await boot();
    await vi.waitUntil(() => keyServer.requests === 1, patience);

    expect((await whoAmI(ready, pool.accessToken())).status).toBe(200);
    expect((await whoAmI(ready, pool.idToken())).status).toBe(200);
    expect(keyServer.requests).toBe(1);
    expect(warnings()).toEqual([]);
  });

  it('starts without keys, warns, and serves as soon as they are there', async () => {
    await keyServer.breakWith('refused');
    const ready = await boot('warn');
    await vi.waitUntil(() => warnings().length > 0, patience);

    expect((await whoAmI(ready, pool.accessToken())).status).toBe(503);
    await keyServer.heal();
    expect((await whoAmI(ready, pool.accessToken())).status).toBe(200);
    expect(warnings()).toHaveLength(1);
  });

  it('does not start without keys where they are required', async () => {
    await keyServer.breakWith('status 403');

    await expect(boot('require')).rejects.toThrow(/key set|keys/);
    expect(keyServer.requests).toBeGreaterThan(0);
  });

  it('starts with keys where they are required', async () => {
    const ready = await boot('require');

    expect(keyServer.requests).toBe(1);
    expect((await whoAmI(ready, pool.accessToken())).status).toBe(200);
  });

  it('does not start with an address that anyone could answer for', async () => {
    const jwksUri = 'http://keys.example.com/jwks.json';
    const booting = bootKeyServedApp(platform, {
      pool,
      keyServer,
      keys: {},
      jwksUri,
    });

    await expect(booting).rejects.toThrow(CognitoAuthOptionsError);
  });

  it('asks for no keys at boot where that is switched off', async () => {
    const ready = await boot(false);
    expect(keyServer.requests).toBe(0);

    expect((await whoAmI(ready, pool.accessToken())).status).toBe(200);
    expect(keyServer.requests).toBe(1);
  });
});
