import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { endToEnd } from './test/support/end-to-end.js';

const path = (relative: string): string =>
  fileURLToPath(new URL(relative, import.meta.url));

// Tests and samples import the library by its published name; here that name is the source.
const alias = [
  {
    find: /^nestjs-cognito-auth\/testing$/,
    replacement: path('./lib/testing/index.ts'),
  },
  { find: /^nestjs-cognito-auth$/, replacement: path('./lib/index.ts') },
];

const hostile = 'test/hostile/**/*.e2e-spec.ts';

export default defineConfig({
  resolve: { alias },
  test: {
    // A snapshot that is missing fails: only --update writes one.
    update: 'none',
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['test/unit/**/*.spec.ts'] },
      },
      {
        extends: true,
        test: { ...endToEnd, name: 'e2e' },
      },
      {
        extends: true,
        test: { ...endToEnd, name: 'hostile', include: [hostile] },
      },
      {
        extends: true,
        test: {
          ...endToEnd,
          name: 'e2e, no token cache',
          include: [...endToEnd.include, hostile],
          setupFiles: ['test/support/without-token-cache.ts'],
          // What is about the cache, what never gets as far as that, and what
          // runs the built library.
          exclude: [
            'test/e2e/sample/**',
            'test/e2e/keys/unknown-kid-flood.e2e-spec.ts',
            'test/e2e/token-cache/seen-tokens.e2e-spec.ts',
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'package',
          include: ['test/package/**/*.spec.ts'],
          globalSetup: ['test/package/packed.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['lib/**/*.ts'],
      reporter: ['text', 'json-summary'],
      thresholds: { statements: 100, functions: 100, lines: 100, branches: 95 },
    },
  },
});
