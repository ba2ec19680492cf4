import { vi } from 'vitest';

/*
 * A set-up file: in tests that say nothing of `tokenCache`, it is off. All else
 * is as it was, so whatever differs is the cache's doing.
 */
vi.mock(import('../../lib/options/resolve-options.js'), async (load) => {
  const { resolveOptions } = await load();
  return {
    resolveOptions: (given) =>
      resolveOptions(
        given?.constructor === Object ? { tokenCache: false, ...given } : given,
      ),
  };
});
