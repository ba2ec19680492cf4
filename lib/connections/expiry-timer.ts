import type { Authentication } from '../request/request-authentication.js';

/** The longest delay of a timer, in milliseconds. Node runs a longer one at once. */
const longestDelay = 2 ** 31 - 1;

/**
 * Calls `close` at the end of a token's validity. The timer does not keep the
 * process alive.
 *
 * @returns a function that stops the timer
 */
export function closeAtEnd(
  { validUntil }: Pick<Authentication, 'validUntil'>,
  close: () => void,
): () => void {
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    const left = validUntil - Date.now();
    // The clock may have been set back since, so the time is compared again.
    timer =
      left > 0
        ? setTimeout(wait, Math.min(left, longestDelay)).unref()
        : setTimeout(close, 0).unref();
  };
  wait();
  return () => clearTimeout(timer);
}
