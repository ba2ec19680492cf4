import { setTimeout } from 'node:timers/promises';
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
  type ResolvedUserPool,
} from '../options/resolved-options.js';
import { backOff } from './back-off.js';
import type { KeyState } from './key-state.js';
import type { KeySource } from './key-source.js';
import { UserPoolKeys } from './user-pool-keys.js';

/**
 * Holds the key sets of all user pools. Each pool has its own: a key of one pool
 * must never verify a token of another, even with the same key id.
 */
@Injectable()
export class KeySets
  implements OnApplicationBootstrap, BeforeApplicationShutdown
{
  private readonly closing = new AbortController();
  private readonly byUserPool: ReadonlyMap<ResolvedUserPool, UserPoolKeys>;

  constructor(
    @Inject(RESOLVED_OPTIONS) private readonly options: ResolvedOptions,
  ) {
    const { userPools, keys } = options;
    this.byUserPool = new Map(
      userPools.map((pool) => [
        pool,
        new UserPoolKeys(pool, keys, this.closing.signal),
      ]),
    );
  }

  /** Returns the keys that a user pool publishes at one of its addresses. */
  of(pool: ResolvedUserPool, jwksUri: string): KeySource {
    const source = this.byUserPool.get(pool)?.at(jwksUri);
    if (source === undefined) {
      throw new Error(`No key set at ${jwksUri} for user pool "${pool.name}"`);
    }
    return source;
  }

  /** Returns what is known of each user pool. It causes no fetch. */
  states(): readonly (KeyState & { readonly pool: ResolvedUserPool })[] {
    return Array.from(this.byUserPool, ([pool, { state }]) => ({
      ...state,
      pool,
    }));
  }

  /** @throws Error that names each pool whose required keys cannot be loaded. */
  async onApplicationBootstrap(): Promise<void> {
    const failures: string[] = [];
    await Promise.all(
      Array.from(this.byUserPool, async ([pool, keys]) => {
        const required =
          pool.jwks !== undefined || this.options.keys.prefetch === 'require';
        if (!required && this.options.keys.prefetch === false) {
          return;
        }
        const failure = await keys.prefetch();
        if (failure !== undefined && required) {
          failures.push(failure);
        } else if (failure !== undefined && !this.closing.signal.aborted) {
          keys.warn(failure);
          void this.loadLater(keys).catch(() => undefined);
        }
      }),
    );
    if (failures.length > 0) {
      throw new Error(failures.join('\n'));
    }
  }

  /**
   * Loads keys that failed at boot. A readiness check may keep requests away until
   * they are there, so no request would fetch them. It rejects at shutdown.
   */
  private async loadLater(keys: UserPoolKeys): Promise<void> {
    const { signal } = this.closing;
    for (let failures = 1; !keys.isLoaded; failures += 1) {
      await setTimeout(backOff(failures), undefined, { signal, ref: false });
      // A request may have loaded them meanwhile.
      if (!keys.isLoaded) {
        await keys.prefetch();
      }
    }
  }

  /** Runs before the server closes: requests that wait for keys would delay it. */
  beforeApplicationShutdown(): void {
    this.closing.abort();
    this.byUserPool.forEach((keys) => keys.close());
  }
}
