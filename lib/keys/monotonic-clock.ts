/**
 * Measures durations. An administrator or NTP may set the wall clock back or
 * forward. That must not make a key live longer or be fetched more often.
 */
export interface MonotonicClock {
  /** Returns the milliseconds since a fixed moment. */
  now(): number;
}

export const monotonicClock: MonotonicClock = performance;
