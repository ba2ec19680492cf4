import { Inject, Injectable } from '@nestjs/common';
import { KeySets } from '../keys/key-sets.js';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
} from '../options/resolved-options.js';
import { DynamicIssuers } from './dynamic-issuers.js';
import { issuersOf, type Issuer } from './issuer.js';

/** Finds accepted issuers, of listed user pools and of those at run time. */
@Injectable()
export class Issuers {
  /** Number of issuers that can be known at a time. */
  readonly maxSize: number;
  private readonly listed: ReadonlyMap<unknown, Issuer>;

  constructor(
    @Inject(RESOLVED_OPTIONS) { userPools, dynamicPools }: ResolvedOptions,
    private readonly keySets: KeySets,
    private readonly dynamic: DynamicIssuers,
  ) {
    this.listed = new Map(
      userPools.flatMap((pool) =>
        issuersOf(pool, (jwksUri) => keySets.of(pool, jwksUri)),
      ),
    );
    this.maxSize = this.listed.size + (dynamicPools?.maxPools ?? 0);
  }

  /** Makes the issuers without an application. Close them after use. */
  static of(options: ResolvedOptions): Issuers {
    return new Issuers(
      options,
      new KeySets(options),
      new DynamicIssuers(options),
    );
  }

  /** Returns an issuer that is known now. Never waits for the resolver. */
  known(name: unknown): Issuer | undefined {
    return this.listed.get(name) ?? this.dynamic.known(name);
  }

  /**
   * Returns an issuer, and may ask the resolver of user pools.
   *
   * @throws CognitoUnavailableException if the pool cannot be looked up now.
   */
  async find(name: unknown): Promise<Issuer | undefined> {
    return this.known(name) ?? this.dynamic.find(name);
  }

  /** Ends timers and fetches. */
  close(): void {
    this.keySets.beforeApplicationShutdown();
    this.dynamic.beforeApplicationShutdown();
  }
}
