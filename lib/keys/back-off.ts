const base = 250;
/** Nobody gets in for so long after an endpoint that failed at boot is back. */
const longest = 10_000;

/**
 * How long to wait before the next attempt, in milliseconds: doubled with each
 * failure in a row, and spread by a quarter to either side, so that many
 * processes do not ask a recovering endpoint at the same moment.
 *
 * @param failures failed attempts in a row, at least 1
 */
export function backOff(failures: number): number {
  const delay = Math.min(longest, base * 2 ** (failures - 1));
  return delay * (0.75 + Math.random() / 2);
}
