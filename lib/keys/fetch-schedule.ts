import { backOff } from './back-off.js';

/** Failed attempts in a row after which a request may still try again at once. */
const freeRetries = 2;

/** When a key set may be fetched, and how its last attempts went. */
export class FetchSchedule {
  private failures = 0;
  private next = -Infinity;
  private nextForUnknownKey = -Infinity;

  constructor(private readonly unknownKeyCooldown: number) {}

  /** Whether the last attempt failed. */
  get isFailing(): boolean {
    return this.failures > 0;
  }

  /** Milliseconds until a request that has no keys at all may cause an attempt. */
  pause(now: number): number {
    return Math.max(0, this.next - now);
  }

  /**
   * Milliseconds until an unknown key id may cause an attempt. Where that is
   * at once, the attempt counts from now on, however it will end.
   */
  takeUnknownKeyTurn(now: number): number {
    const pause = Math.max(0, this.nextForUnknownKey - now);
    if (pause === 0) {
      this.nextForUnknownKey = now + this.unknownKeyCooldown;
    }
    return pause;
  }

  succeeded(): void {
    this.failures = 0;
    this.next = -Infinity;
  }

  /** @returns milliseconds after which to try again without being asked. */
  failed(now: number): number {
    this.failures += 1;
    const delay = backOff(this.failures);
    this.next = this.failures > freeRetries ? now + delay : now;
    return delay;
  }
}
