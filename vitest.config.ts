import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { endToEnd, maxWorkers } from './test/support/end-to-end.js';

const path = (relative: string): string =>
  fileURLToPath(new URL(relative, import.meta.url));

// Tests and samples import the library by its published name; here that name is the source.
const alias = [
  {
    find: /^nestjs-cognito-auth\/(\w+)$/,
    replacement: path('./lib/$1/index.ts'),
  },
  { find: /^nestjs-cognito-auth$/, replacement: path('./lib/index.ts') },
];

const e2e = 'test/e2e/**/*.e2e-spec.ts';
const hostile = 'test/hostile/*.e2e-spec.ts';

// Left to `npm run test:all`: large numbers, memory, and the sample as users
// start it. Smaller tests of the same behaviour are in the other projects.
const slow = [
  'test/e2e/audit/random.e2e-spec.ts',
  'test/e2e/isolation/overlapping-requests.e2e-spec.ts',
  'test/e2e/keys/{all-faults,closed-apps,unknown-kid-flood}.e2e-spec.ts',
  'test/e2e/sample/{start,start-graphql,live,page,gateway,fleet}.e2e-spec.ts',
  'test/e2e/transports/graphql/connections.e2e-spec.ts',
  'test/e2e/transports/microservices/{rabbitmq,mqtt}.e2e-spec.ts',
  'test/e2e/transports/table/table.e2e-spec.ts',
  'test/e2e/transports/websockets/{bad-input,middleware,renewal}.e2e-spec.ts',
  'test/e2e/revocation/*redis.e2e-spec.ts',
  'test/hostile/{anything,storm}.e2e-spec.ts',
];

export default defineConfig({
  resolve: { alias },
  test: {
    // A snapshot that is missing fails: only --update writes one.
    update: 'none',
    maxWorkers,
    reporters: ['default', './test/support/slowest-files.ts'],
    projects: [
      // The files of the first three share their worker's modules: to load Nest
      // for each file would take as long as all of these tests.
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.spec.ts'],
          isolate: false,
          // Some make RSA keys.
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          ...endToEnd,
          name: 'e2e',
          include: [e2e],
          exclude: slow,
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          ...endToEnd,
          name: 'hostile',
          include: [hostile],
          exclude: slow,
          isolate: false,
        },
      },
      {
        extends: true,
        test: { ...endToEnd, name: 'slow', include: slow },
      },
      {
        extends: true,
        test: {
          ...endToEnd,
          name: 'no-token-cache',
          include: [e2e, hostile],
          setupFiles: ['test/support/without-token-cache.ts'],
          // These are about the cache, or about what happens before it is asked,
          // or they run the built library.
          exclude: [
            'test/e2e/audit/**',
            'test/e2e/{access-map,explain,openapi,protected-resource}/**',
            // Some of these switch the cache off themselves.
            'test/e2e/{insight,revocation,transports,user-pools}/**',
            'test/e2e/keys/{all-faults,unknown-kid*}.e2e-spec.ts',
            'test/e2e/sample/**',
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
      // The command's entry runs as a process of its own, which is not counted.
      thresholds: { statements: 98, functions: 98, lines: 98, branches: 94 },
    },
  },
});
