import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { isCognitoAuthException } from 'nestjs-cognito-auth';
import { vi } from 'vitest';
import { KeySet } from '../../../../lib/keys/key-set.js';
import type { KeySetObserver } from '../../../../lib/keys/key-source.js';
import type { MonotonicClock } from '../../../../lib/keys/monotonic-clock.js';
import type { SigningKeys } from '../../../../lib/keys/signing-keys.js';
import type { ResolvedKeysOptions } from '../../../../lib/options/resolved-options.js';

/** One fetch of a key set, which ends as the test decides. */
interface Fetch {
  succeed(keys: SigningKeys): void;
  fail(error: unknown): void;
}

/** Some key: what it is for does not matter to the policy. */
export function someKey(): KeyObject {
  return generateKeyPairSync('ed25519').publicKey;
}

const defaults: ResolvedKeysOptions = {
  maxAge: 600_000,
  staleIfError: 86_400_000,
  unknownKeyCooldown: 30_000,
  timeout: 3_000,
  maxBytes: 65_536,
  fetch: globalThis.fetch,
  prefetch: 'warn',
};

/** A key set whose time and fetches are in the hands of the test. */
export class KeySetFixture implements KeySetObserver, MonotonicClock {
  readonly observed: string[] = [];
  readonly keySet: KeySet;
  /** How often the keys were fetched so far. */
  fetches = 0;
  private time = 0;
  private readonly pending: Fetch[] = [];

  constructor(differing: Partial<ResolvedKeysOptions> = {}) {
    this.keySet = new KeySet(
      () => this.fetch(),
      { ...defaults, ...differing },
      this,
      this,
    );
  }

  now(): number {
    return this.time;
  }

  failing(error: unknown): void {
    this.observed.push(`failing: ${String(error)}`);
  }

  recovered(): void {
    this.observed.push('recovered');
  }

  /** Lets time go by, for the clock and for the timers. */
  async pass(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    await vi.advanceTimersByTimeAsync(milliseconds);
  }

  /** Fetches the key set, with success. */
  async load(keys: Readonly<Record<string, KeyObject>>): Promise<void> {
    const prefetch = this.keySet.prefetch();
    await this.answer(keys);
    await prefetch;
  }

  /** Ends the fetch under way with a key set. */
  async answer(keys: Readonly<Record<string, KeyObject>>): Promise<void> {
    this.taken().succeed(new Map(Object.entries(keys)));
    await settled();
  }

  /** Ends the fetch under way with a failure. */
  async breakDown(error: unknown = new Error('down')): Promise<void> {
    this.taken().fail(error);
    await settled();
  }

  private fetch(): Promise<SigningKeys> {
    this.fetches += 1;
    return new Promise((succeed, fail) => {
      this.pending.push({ succeed, fail });
    });
  }

  private taken(): Fetch {
    const [fetch, ...more] = this.pending.splice(0);
    if (fetch === undefined || more.length > 0) {
      throw new Error(`${more.length + (fetch ? 1 : 0)} fetches are under way`);
    }
    return fetch;
  }
}

/** When all that waits for promises alone has been done. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** How a search for a key ends: the key, or its code and Retry-After. */
export function outcomeOf(search: Promise<unknown>): Promise<unknown> {
  return search.catch((error: unknown) => {
    if (isCognitoAuthException(error) && 'retryAfter' in error) {
      return `${error.code} ${error.retryAfter}`;
    }
    throw error;
  });
}
