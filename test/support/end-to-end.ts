/** How long an end-to-end test may take, on every version of Nest. */
export const endToEnd = { testTimeout: 30_000, hookTimeout: 60_000 };
