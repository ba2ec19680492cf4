import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PinnedKeySet } from '../../../../lib/keys/pinned-key-set.js';
import type { KeySource } from '../../../../lib/keys/key-source.js';
import { UserPoolKeys } from '../../../../lib/keys/user-pool-keys.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { pool, resolve } from '../../options/options.fixture.js';
import { publicKey, PublishedKeySets } from './published.fixture.js';

const issuers = ['https://a.example/pool', 'https://b.example/pool'];

const [addressOfA, addressOfB] = issuers.map(
  (issuer) => `${issuer}/.well-known/jwks.json`,
) as [string, string];

/** The keys of a pool with two issuers. */
function keysOf(
  published: PublishedKeySets,
  options: object = {},
): UserPoolKeys {
  const resolved = resolve({
    ...pool,
    name: 'customers',
    issuer: issuers,
    keys: { fetch: published.fetch },
    ...options,
  });
  const [userPool] = resolved.userPools;
  if (userPool === undefined) {
    throw new Error('There is no pool');
  }
  const closed = new AbortController().signal;
  return new UserPoolKeys(userPool, resolved.keys, closed);
}

/** The keys at an address that must be there. */
function at(keys: UserPoolKeys, address: string): KeySource {
  const source = keys.at(address);
  if (source === undefined) {
    throw new Error(`There is no key set at ${address}`);
  }
  return source;
}

/** Fetches a key set anew, as a refresh does. */
function refresh(keys: UserPoolKeys, address: string): Promise<unknown> {
  return at(keys, address)
    .prefetch()
    .catch(() => undefined);
}

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

const fails = `warn No signing keys of user pool "customers" from ${addressOfA}, ${addressOfB}: the answer has status 503`;
const isBack = 'log The signing keys of user pool "customers" are back';

describe('The log of UserPoolKeys', () => {
  let log: RecordingLogger;
  let published: PublishedKeySets;
  let keys: UserPoolKeys;

  beforeEach(() => {
    log = new RecordingLogger();
    Logger.overrideLogger(log);
    published = new PublishedKeySets();
    keys = keysOf(published);
  });

  afterEach(() => {
    keys.close();
  });

  it('tells once that the keys fail, and once that they are back', async () => {
    await keys.prefetch();
    published.breakDown('a.example', 'b.example');
    await refresh(keys, addressOfA);
    await refresh(keys, addressOfB);
    await refresh(keys, addressOfA);
    expect(log.lines).toEqual([fails]);

    published.comeBack();
    await refresh(keys, addressOfA);
    expect(log.lines).toEqual([fails]);
    await refresh(keys, addressOfB);
    expect(log.lines).toEqual([fails, isBack]);

    published.breakDown('a.example');
    await refresh(keys, addressOfA);
    expect(log.lines).toEqual([fails, isBack, fails]);
  });

  it('tells of a failure before any success', async () => {
    published.breakDown('a.example');
    await refresh(keys, addressOfA);

    expect(log.lines).toEqual([fails]);
  });

  it('is silent about an issuer that the pool does not use', async () => {
    published.breakDown('b.example');
    await keys.prefetch();
    await refresh(keys, addressOfB);
    await refresh(keys, addressOfA);

    expect(log.lines).toEqual([]);
  });

  it('tells of the issuer that it uses all the same', async () => {
    published.breakDown('b.example');
    await keys.prefetch();
    published.breakDown('a.example');
    await refresh(keys, addressOfA);

    expect(log.lines).toEqual([fails]);
  });

  it('has nothing to take back of what it did not tell', async () => {
    published.breakDown('a.example', 'b.example');
    await keys.prefetch();
    published.comeBack();
    await refresh(keys, addressOfA);

    expect(log.lines).toEqual([]);
  });

  it('takes back what others told', async () => {
    published.breakDown('a.example', 'b.example');
    await keys.prefetch();
    keys.warn('the keys fail');
    keys.warn('the keys fail again');
    published.comeBack();
    await refresh(keys, addressOfA);

    expect(log.lines).toEqual(['warn the keys fail', isBack]);
  });
});
