import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.config.js';

// What the mutants are held against: the unit tests, and the end-to-end tests
// that are quick. The fault matrix and the floods take minutes for each mutant.
const { test: _projects, ...rest } = base;

export default mergeConfig(
  rest,
  defineConfig({
    test: {
      include: [
        'test/unit/**/*.spec.ts',
        'test/e2e/{answers,authorization*,boot-audit*,module*,passport}.e2e-spec.ts',
        'test/e2e/{token-cache,token-sources}.e2e-spec.ts',
      ],
      testTimeout: 15_000,
    },
  }),
);
