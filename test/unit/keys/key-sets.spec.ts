import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeySets } from '../../../lib/keys/key-sets.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { customers, settingsOf, staff } from './key-sets.js';
import { PublishedKeySets } from './published.js';

describe('KeySets', () => {
  let published: PublishedKeySets;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    Logger.overrideLogger(new RecordingLogger());
    published = new PublishedKeySets();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('keep the keys of pools apart, also at one address', () => {
    const { jwksUri } = customers;
    const settings = settingsOf({ fetch: published.fetch }, [
      customers,
      { ...staff, jwksUri },
    ]);
    const keySets = new KeySets(settings);
    const [first, second] = settings.userPools.map((pool) =>
      keySets.of(pool, jwksUri),
    );

    expect(first).toBeDefined();
    expect(second).toBeDefined();
    expect(first).not.toBe(second);
  });

  it('know only the addresses of the pools', () => {
    const settings = settingsOf({ fetch: published.fetch });
    const keySets = new KeySets(settings);
    const [pool] = settings.userPools;
    if (pool === undefined) {
      throw new Error('There is no pool');
    }

    expect(() => keySets.of(pool, staff.jwksUri)).toThrow(
      'No key set at https://staff.example/ for user pool "customers"',
    );
    expect(() => keySets.of({ ...pool }, customers.jwksUri)).toThrow(
      'No key set at https://customers.example/ for user pool "customers"',
    );
  });

  it('end what they do when the application ends', async () => {
    const keySets = new KeySets(settingsOf({ fetch: published.fetch }));
    await keySets.onApplicationBootstrap();
    expect(vi.getTimerCount()).toBe(2);
    keySets.beforeApplicationShutdown();

    expect(vi.getTimerCount()).toBe(0);
  });

  it('abort what is under way when the application ends', async () => {
    published.stall();
    const keySets = new KeySets(settingsOf({ fetch: published.fetch }));
    const booting = keySets.onApplicationBootstrap();
    expect(published.signals).toMatchObject([
      { aborted: false },
      { aborted: false },
    ]);
    keySets.beforeApplicationShutdown();

    await booting;
    expect(published.signals).toMatchObject([
      { aborted: true },
      { aborted: true },
    ]);
  });
});
