import type { KeyObject } from 'node:crypto';
import type { ResolvedKeysOptions } from '../options/resolved-options.js';
import { Cooldown } from './cooldown.js';
import { FetchSchedule, refreshShare } from './fetch-schedule.js';
import type {
  KeySetObserver,
  KeySource,
  LoadSigningKeys,
} from './key-source.js';
import { keyStateOf, type KeyState } from './key-state.js';
import { monotonicClock, type MonotonicClock } from './monotonic-clock.js';
import { unavailable } from './unavailable.js';
import { carryOver, type SigningKeys } from './signing-keys.js';

/**
 * Keeps the signing keys of one issuer, and fetches them before they expire.
 *             fetched            timer, before maxAge
 *   EMPTY ─────────────► FRESH ───────────────────────► REFRESHING
 *    │ ▲                   ▲                             │      │
 *    └─┘ failed: requests  └────────── fetched ──────────┘      │ failed
 *    try again, after two  │                                    ▼
 *    failures with         └─ fetched ◄─ timer (back-off) ─── STALE ─┐
 *    back-off                                                 ▲      │ failed
 *                                                             └──────┘
 *   any state ── maxAge + staleIfError since the last valid set ──► EMPTY
 * FRESH, REFRESHING and STALE return known keys without waiting. In each, an
 * unknown key id causes one fetch per cooldown. A set that verifies replaces all.
 */
export class KeySet implements KeySource {
  private keys: SigningKeys = new Map();
  private trustedUntil = -Infinity;
  private fetching: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;
  private distrusted = false;
  private readonly schedule = new FetchSchedule();
  private readonly unknownKeys: Cooldown;

  constructor(
    private readonly load: LoadSigningKeys,
    private readonly options: ResolvedKeysOptions,
    private readonly observer: KeySetObserver,
    private readonly clock: MonotonicClock = monotonicClock,
  ) {
    this.unknownKeys = new Cooldown(options.unknownKeyCooldown);
  }

  get(kid: string): KeyObject | undefined {
    return this.isTrusted() ? this.keys.get(kid) : undefined;
  }

  async find(kid: string): Promise<KeyObject | undefined> {
    if (this.get(kid) === undefined) {
      await (this.fetching ?? this.fetchForRequest());
    }
    return this.get(kid);
  }

  async prefetch(): Promise<void> {
    await (this.fetching ?? this.fetch());
  }

  get isLoaded(): boolean {
    return this.keys.size > 0;
  }

  get state(): KeyState {
    const { maxAge, staleIfError } = this.options;
    const age = this.clock.now() + maxAge + staleIfError - this.trustedUntil;
    return keyStateOf(this.isTrusted(), this.schedule.isFailing, age, maxAge);
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  distrust(): void {
    this.close();
    this.keys = new Map();
    this.distrusted = true;
  }

  private isTrusted(): boolean {
    return this.clock.now() < this.trustedUntil;
  }

  private async fetchForRequest(): Promise<void> {
    const now = this.clock.now();
    const hasKeys = this.isTrusted();
    const pause = hasKeys
      ? this.unknownKeys.takeTurn(now)
      : this.schedule.pause(now);
    if (pause === 0) {
      return this.fetch();
    }
    if (!hasKeys || this.schedule.isFailing) {
      throw unavailable(pause);
    }
  }

  private fetch(): Promise<void> {
    this.fetching = this.attempt().finally(() => {
      this.fetching = undefined;
    });
    return this.fetching;
  }

  private async attempt(): Promise<void> {
    try {
      this.accept(await this.load());
    } catch (error) {
      this.fail(error);
      throw unavailable(this.schedule.pause(this.clock.now()), error);
    }
  }

  private accept(keys: SigningKeys): void {
    const { maxAge, staleIfError } = this.options;
    this.keys = this.distrusted ? this.keys : carryOver(this.keys, keys);
    this.trustedUntil = this.clock.now() + maxAge + staleIfError;
    this.refreshIn(maxAge * refreshShare());
    if (this.schedule.isFailing) {
      this.schedule.succeeded();
      this.observer.recovered();
    }
  }

  private fail(error: unknown): void {
    if (this.closed) {
      return;
    }
    if (!this.schedule.isFailing) {
      this.observer.failing(error);
    }
    const delay = this.schedule.failed(this.clock.now());
    if (this.isLoaded) {
      this.refreshIn(delay);
    }
  }

  private refreshIn(delay: number): void {
    clearTimeout(this.timer);
    if (!this.closed) {
      this.timer = setTimeout(() => {
        (this.fetching ?? this.fetch()).catch(() => undefined);
      }, delay).unref();
    }
  }
}
