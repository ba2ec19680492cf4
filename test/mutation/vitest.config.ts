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
        'test/e2e/{audit,authentication,authorization,current-user,errors}/**/*.e2e-spec.ts',
        'test/e2e/{module,passport,token-cache,transports}/**/*.e2e-spec.ts',
        'test/e2e/{access-map,explain,insight,openapi}/**/*.e2e-spec.ts',
        'test/e2e/{protected-resource,revocation,user-pools}/**/*.e2e-spec.ts',
        'test/e2e/keys/{prefetch,shared-key-id}.e2e-spec.ts',
        'test/hostile/{header-cache,validate,verifier}.e2e-spec.ts',
      ],
      // Five hundred applications for each mutant.
      exclude: ['test/e2e/audit/random.e2e-spec.ts'],
      testTimeout: 15_000,
      // One import of Nest for all files: a third of the time for each mutant.
      isolate: false,
      runner: './test/mutation/bailing-runner.ts',
      sequence: { sequencer: NearestFirst },
    },
  }),
);
