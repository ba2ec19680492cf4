/**
 * A clock for durations. Not the wall clock: an administrator or NTP may set
 * that back or forward, and no key may live longer or be fetched more often
 * because of it.
 */
export interface MonotonicClock {
  /** Milliseconds since some fixed moment. */
  now(): number;
}

export const monotonicClock: MonotonicClock = performance;
