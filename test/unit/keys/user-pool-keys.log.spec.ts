import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UserPoolKeys } from '../../../lib/keys/user-pool-keys.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { PublishedKeySets } from './published.js';
import { addressOfA, addressOfB, keysOf, refresh } from './user-pool-keys.js';

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
