import { availableParallelism } from 'node:os';

/**
 * How many files run at a time. Vitest leaves one core to itself: on a machine
 * with two it would run one file after the other.
 */
export const maxWorkers = Math.max(2, availableParallelism() - 1);

/** How long an end-to-end test may take, on every version of Nest. */
export const endToEnd = { testTimeout: 30_000, hookTimeout: 60_000 };
