const baseDelay = 250;
/** Limits how long requests still fail after an endpoint has recovered. */
const maxDelay = 10_000;

/**
 * Returns the milliseconds to wait before the next attempt. The delay doubles
 * with each failure in a row. It varies by a quarter in either direction, so
 * that processes do not all ask a recovering endpoint at once.
 *
 * @param failures failed attempts in a row, at least 1
 */
export function backOff(failures: number): number {
  const delay = Math.min(maxDelay, baseDelay * 2 ** (failures - 1));
  return delay * (0.75 + Math.random() / 2);
}
