import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeySets } from '../../../../lib/keys/key-sets.js';
import type { ResolvedOptions } from '../../../../lib/options/resolved-options.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { resolve } from '../../options/options.fixture.js';
import { PublishedKeySets } from './published.fixture.js';

const customers = {
  name: 'customers',
  userPoolId: 'eu-west-1_Customers',
  clientId: 'client',
  jwksUri: 'https://customers.example/',
};

const staff = {
  name: 'staff',
  userPoolId: 'eu-west-1_Staff',
  clientId: 'client',
  jwksUri: 'https://staff.example/',
};

function optionsOf(
  keys: object,
  userPools: readonly object[] = [customers, staff],
): ResolvedOptions {
  return resolve({ userPools, keys });
}

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
    const options = optionsOf({ fetch: published.fetch }, [
      customers,
      { ...staff, jwksUri },
    ]);
    const keySets = new KeySets(options);
    const [first, second] = options.userPools.map((pool) =>
      keySets.of(pool, jwksUri),
    );

    expect(first).toBeDefined();
    expect(second).toBeDefined();
    expect(first).not.toBe(second);
  });

  it('know only the addresses of the pools', () => {
    const options = optionsOf({ fetch: published.fetch });
    const keySets = new KeySets(options);
    const [pool] = options.userPools;
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
    const keySets = new KeySets(optionsOf({ fetch: published.fetch }));
    await keySets.onApplicationBootstrap();
    expect(vi.getTimerCount()).toBe(2);
    keySets.beforeApplicationShutdown();

    expect(vi.getTimerCount()).toBe(0);
  });

  it('abort what is under way when the application ends', async () => {
    published.stall();
    const keySets = new KeySets(optionsOf({ fetch: published.fetch }));
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

const failureOf = (name: string): string =>
  `No signing keys of user pool "${name}" from https://${name}.example/: the answer has status 503`;

describe('KeySets at boot', () => {
  let log: RecordingLogger;
  let published: PublishedKeySets;
  let keySets: KeySets | undefined;

  const boot = (prefetch: unknown, userPools?: object[]): Promise<void> => {
    const options = optionsOf({ prefetch, fetch: published.fetch }, userPools);
    keySets = new KeySets(options);
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
