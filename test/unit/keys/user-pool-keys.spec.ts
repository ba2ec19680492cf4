import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PinnedKeySet } from '../../../lib/keys/pinned-key-set.js';
import type { UserPoolKeys } from '../../../lib/keys/user-pool-keys.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { publicKey, PublishedKeySets } from './published.js';
import { addressOfA, addressOfB, at, keysOf } from './user-pool-keys.js';

describe('UserPoolKeys', () => {
  let log: RecordingLogger;
  let published: PublishedKeySets;
  let keys: UserPoolKeys;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    log = new RecordingLogger();
    Logger.overrideLogger(log);
    published = new PublishedKeySets();
    keys = keysOf(published);
  });

  afterEach(() => {
    keys.close();
    vi.useRealTimers();
  });

  it('have a key set for each address', async () => {
    const found = await at(keys, addressOfA).find('published');

    expect(found?.equals(publicKey)).toBe(true);
    expect(published.asked).toEqual([addressOfA]);
    expect(at(keys, addressOfB)).not.toBe(at(keys, addressOfA));
    expect(keys.at('https://c.example/')).toBeUndefined();
  });

  it('have one for all issuers that share an address', async () => {
    keys = keysOf(published, { jwksUri: 'https://keys.example/' });
    await keys.prefetch();

    expect(published.asked).toEqual(['https://keys.example/']);
  });

  it('ask nobody where the key set is pinned', async () => {
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'pinned' };
    keys = keysOf(published, { jwks: { keys: [jwk] } });
    const source = at(keys, addressOfB);

    expect(source).toBeInstanceOf(PinnedKeySet);
    expect(await keys.prefetch()).toBeUndefined();
    expect(source.get('pinned')?.equals(publicKey)).toBe(true);
    expect(published.asked).toEqual([]);
  });

  it('are all fetched at boot', async () => {
    expect(await keys.prefetch()).toBeUndefined();
    expect(published.asked).toEqual([addressOfA, addressOfB]);
  });

  it('are there when one of the sets is', async () => {
    published.breakDown('a.example');

    expect(await keys.prefetch()).toBeUndefined();
    expect(log.lines).toEqual([]);
  });

  it('say that none is there, and leave it to others to log it', async () => {
    published.breakDown('a.example', 'b.example');

    expect(await keys.prefetch()).toBe(
      `No signing keys of user pool "customers" from ${addressOfA}, ${addressOfB}: the answer has status 503`,
    );
    expect(log.lines).toEqual([]);
  });

  it('close all of their sets', async () => {
    await keys.prefetch();
    expect(vi.getTimerCount()).toBe(2);
    keys.close();

    expect(vi.getTimerCount()).toBe(0);
  });
});
