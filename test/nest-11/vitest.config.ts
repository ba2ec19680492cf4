import { defineConfig } from 'vitest/config';
import { endToEnd, maxWorkers } from '../support/end-to-end.js';

// Without the aliases of the repository: in the project on Nest 11 the
// library's name is the installed tarball.
export default defineConfig({
  test: {
    ...endToEnd,
    maxWorkers,
    include: ['test/e2e/**/*.e2e-spec.ts'],
    globalSetup: ['test/nest-11/requires-nest-11.ts'],
  },
});
