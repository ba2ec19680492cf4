import type { Authentication } from '../request/request-authentication.js';

/** Longest delay of a timer in Node, in milliseconds. */
const longestDelay = 2 ** 31 - 1;

/**
 * Closes a connection when the token of its caller ends. The timer does not keep
 * the process running.
 *
 * @param close called once, at the end of the token; must not throw
 * @returns a function that cancels it, for a connection that closed before
 */
export function closeAtEnd(
  { validUntil }: Pick<Authentication, 'validUntil'>,
  close: () => void,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => {
    const left = validUntil - Date.now();
    if (left <= 0) {
      close();
    } else {
      timer = setTimeout(wait, Math.min(left, longestDelay)).unref();
    }
  };
  wait();
  return () => clearTimeout(timer);
}
