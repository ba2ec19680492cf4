import type { KeyObject } from 'node:crypto';
import type { KeySource } from '../keys/key-source.js';
import type { UserPoolKeys } from '../keys/user-pool-keys.js';
import type { ResolvedUserPool } from '../options/resolved-options.js';
import { issuersOf, type Issuer } from './issuer.js';

/** Share of the time of an answer after which it is asked for again. */
const refreshShare = 0.8;

/** A user pool that was resolved at run time. It counts for a limited time. */
export class Tenant {
  private readonly issuers: ReadonlyMap<unknown, Issuer>;
  private until = 0;
  private refreshAt = 0;

  constructor(
    readonly pool: ResolvedUserPool,
    private readonly keys: UserPoolKeys,
    private readonly refresh: () => void,
  ) {
    this.issuers = new Map(
      issuersOf(pool, (jwksUri) => this.limited(keys.at(jwksUri))),
    );
  }

  /** Lets the tenant count for another `maxAge` milliseconds. */
  prolong(maxAge: number): void {
    const now = performance.now();
    this.until = now + maxAge;
    this.refreshAt = now + maxAge * refreshShare;
  }

  get isCurrent(): boolean {
    const now = performance.now();
    if (now >= this.refreshAt && now < this.until) {
      this.refreshAt = Infinity;
      this.refresh();
    }
    return now < this.until;
  }

  issuer(name: unknown): Issuer | undefined {
    return this.issuers.get(name);
  }

  /** Ends the tenant at once, with every token that it verified. */
  end(): void {
    this.until = 0;
    this.keys.distrust();
  }

  /** A remembered token counts only while its key source returns its key. */
  private limited(source: KeySource | undefined): KeySource {
    const get = (kid: string): KeyObject | undefined =>
      this.isCurrent ? source?.get(kid) : undefined;
    return {
      get,
      find: async (kid) => (this.isCurrent ? source?.find(kid) : undefined),
      prefetch: async () => source?.prefetch(),
      distrust: () => this.end(),
      close: () => source?.close(),
      isLoaded: source?.isLoaded ?? false,
      state: source?.state ?? { status: 'missing' },
    };
  }
}
