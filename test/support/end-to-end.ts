/** How Vitest runs the end-to-end tests, on every version of Nest. */
export const endToEnd = {
  include: ['test/e2e/**/*.e2e-spec.ts'],
  testTimeout: 30_000,
  hookTimeout: 60_000,
};
