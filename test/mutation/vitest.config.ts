import { defineConfig, mergeConfig } from 'vitest/config';
import base from '../../vitest.config.js';
import { NearestFirst } from './nearest-first.js';

// What the mutants are held against: the unit tests, and the end-to-end tests
// that are quick. The fault matrix and the floods take minutes for each mutant.
const { test: _projects, ...rest } = base;

export default mergeConfig(
  rest,
  defineConfig({
    test: {
      include: [
        'test/unit/**/*.spec.ts',
        'test/e2e/{answers,authorization*,audit/*,contexts,current-user,messages,module*}.e2e-spec.ts',
        'test/e2e/{hostile-validate,hostile-verifier,key-set-prefetch,known-signers}.e2e-spec.ts',
        'test/e2e/{own-errors,passport*,replaced-promise,shared-key-id,token*,verifier}.e2e-spec.ts',
      ],
      testTimeout: 15_000,
      // One import of Nest for all files: a third of the time for each mutant.
      isolate: false,
      runner: './test/mutation/bailing-runner.ts',
      sequence: { sequencer: NearestFirst },
    },
  }),
);
