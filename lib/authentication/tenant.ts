import type { KeyObject } from 'node:crypto';
import type { KeyFinder } from '../keys/key-source.js';
import type { UserPoolKeys } from '../keys/user-pool-keys.js';
import type { ResolvedUserPool } from '../options/resolved-options.js';
import { issuersOf, type Issuer } from './issuer.js';

/** Share of the time of an answer after which it is asked for again. */
const refreshShare = 0.8;

/** `due` if the resolver must be asked again at the next use. */
type State = 'current' | 'due' | 'ended';

/**
 * A user pool that was resolved at run time. It counts for a limited time. A timer
 * ends it, because each use of a remembered token would have to read a clock.
 */
export class Tenant {
  private readonly issuers: ReadonlyMap<unknown, Issuer>;
  private state: State = 'ended';
  private timer: NodeJS.Timeout | undefined;

  constructor(
    readonly pool: ResolvedUserPool,
    private readonly keys: UserPoolKeys,
    private readonly refresh: () => void,
  ) {
    this.issuers = new Map(
      issuersOf(pool, (jwksUri) => new TenantKeys(this, keys.at(jwksUri))),
    );
  }

  /** Lets the tenant count for another `maxAge` milliseconds. */
  prolong(maxAge: number): void {
    this.enter('current');
    const refreshAfter = maxAge * refreshShare;
    this.after(refreshAfter, () => {
      this.state = 'due';
      this.after(maxAge - refreshAfter, () => this.enter('ended'));
    });
  }

  get isCurrent(): boolean {
    if (this.state === 'due') {
      this.state = 'current';
      this.refresh();
    }
    return this.state !== 'ended';
  }

  issuer(name: unknown): Issuer | undefined {
    return this.issuers.get(name);
  }

  /** Ends the tenant at once, with every token that it verified. */
  end(): void {
    this.enter('ended');
    this.keys.distrust();
  }

  private enter(state: State): void {
    clearTimeout(this.timer);
    this.state = state;
  }

  private after(delay: number, act: () => void): void {
    this.timer = setTimeout(act, delay).unref();
  }
}

/** A remembered token counts only while the key set of its tenant returns its key. */
class TenantKeys implements KeyFinder {
  constructor(
    private readonly tenant: Tenant,
    private readonly keys: KeyFinder | undefined,
  ) {}

  get(kid: string): KeyObject | undefined {
    return this.tenant.isCurrent ? this.keys?.get(kid) : undefined;
  }

  async find(kid: string): Promise<KeyObject | undefined> {
    return this.tenant.isCurrent ? this.keys?.find(kid) : undefined;
  }
}
