import { filesBelow } from '../package/repository.js';

/**
 * The end-to-end tests that run on Nest 11 as well: each path in `test/e2e`
 * that begins with one of these.
 */
const beginnings = [
  'authorization/requirements.',
  'audit/',
  'insight/health.',
  'module/',
  'transports/',
];

/** The files that the project on Nest 11 needs besides its packages. */
export function testFiles(): string[] {
  return [
    'tsconfig.json',
    'test/tsconfig.json',
    'test/nest-11/requires-nest-11.ts',
    'test/nest-11/vitest.config.ts',
    ...filesBelow('test/support'),
    ...filesBelow('test/e2e').filter((path) => !isSpec(path)),
    ...beginnings.flatMap(specsThatBeginWith),
  ];
}

function specsThatBeginWith(beginning: string): string[] {
  const specs = filesBelow('test/e2e').filter(
    (path) => isSpec(path) && path.startsWith(`test/e2e/${beginning}`),
  );
  // The tests were moved: nobody would notice that they no longer run.
  if (specs.length === 0) {
    throw new Error(`No test begins with test/e2e/${beginning}.`);
  }
  return specs;
}

function isSpec(path: string): boolean {
  return path.endsWith('.e2e-spec.ts');
}
