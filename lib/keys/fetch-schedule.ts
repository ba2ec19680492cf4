import { backOff } from './back-off.js';

/** Varies the share of `maxAge`, so that processes do not refresh all at once. */
export const refreshShare = () => 0.75 + Math.random() * 0.1;

/** Number of failures in a row after which a request may still retry at once. */
const immediateRetries = 2;

/** Decides when a document may be fetched, from how its last attempts ended. */
export class FetchSchedule {
  private failures = 0;
  private next = -Infinity;

  /** True if the last attempt failed. */
  get isFailing(): boolean {
    return this.failures > 0;
  }

  /** Returns the milliseconds until a request may fetch while nothing is known. */
  pause(now: number): number {
    return Math.max(0, this.next - now);
  }

  succeeded(): void {
    this.failures = 0;
    this.next = -Infinity;
  }

  /** @returns milliseconds to wait before the retry in the background. */
  failed(now: number): number {
    this.failures += 1;
    const delay = backOff(this.failures);
    this.next = this.failures > immediateRetries ? now + delay : now;
    return delay;
  }
}
