import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeySets } from '../../../lib/keys/key-sets.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { customers, settingsOf, staff } from './key-sets.js';
import { PublishedKeySets } from './published.js';

const failureOf = (name: string): string =>
  `No signing keys of user pool "${name}" from https://${name}.example/: the answer has status 503`;

describe('KeySets at boot', () => {
  let log: RecordingLogger;
  let published: PublishedKeySets;
  let keySets: KeySets | undefined;

  const boot = (prefetch: unknown, userPools?: object[]): Promise<void> => {
    const settings = settingsOf(
      { prefetch, fetch: published.fetch },
      userPools,
    );
    keySets = new KeySets(settings);
    return keySets.onApplicationBootstrap();
  };

  beforeEach(() => {
    log = new RecordingLogger();
    Logger.overrideLogger(log);
    published = new PublishedKeySets();
  });

  afterEach(() => {
    keySets?.beforeApplicationShutdown();
  });

  it.each(['warn', 'require'])(
    'are fetched (prefetch %s)',
    async (prefetch) => {
      await boot(prefetch);

      expect(published.asked).toEqual([customers.jwksUri, staff.jwksUri]);
      expect(log.lines).toEqual([]);
    },
  );

  it('are warned of (prefetch warn)', async () => {
    published.breakDown('customers.example', 'staff.example');
    await boot('warn');

    expect(log.lines).toEqual([
      `warn ${failureOf('customers')}`,
      `warn ${failureOf('staff')}`,
    ]);
  });

  it('refuse the boot, and say which pools fail (prefetch require)', async () => {
    published.breakDown('staff.example');
    await expect(boot('require')).rejects.toThrow(
      new Error(failureOf('staff')),
    );

    published.breakDown('customers.example');
    await expect(boot('require')).rejects.toThrow(
      new Error(`${failureOf('customers')}\n${failureOf('staff')}`),
    );
    expect(log.lines).toEqual([]);
  });

  it('are left alone (prefetch false)', async () => {
    await boot(false);

    expect(published.asked).toEqual([]);
  });

  it.each(['warn', 'require', false])(
    'refuse the boot where pinned keys are of no use (prefetch %s)',
    async (prefetch) => {
      const pinned = {
        ...staff,
        jwksUri: undefined,
        jwks: { keys: [{ kty: 'oct', kid: 'a' }] },
      };

      await expect(boot(prefetch, [pinned])).rejects.toThrow(
        'No signing keys of user pool "staff" from its option jwks: not a JSON Web Key Set with an RSA key for RS256',
      );
    },
  );
});
