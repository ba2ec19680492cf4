import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAndPack } from '../package/pack.js';
import { repository } from '../package/repository.js';
import { copyTests, installProject } from './project.js';
import { testFiles } from './specs.js';

const report = join(repository, 'reports/nest-11.json');

const files = testFiles();
const directory = await projectWithPackage();
copyTests(files, directory);
process.exitCode = runTests(process.argv.slice(2));

async function projectWithPackage(): Promise<string> {
  const parent = mkdtempSync(join(tmpdir(), 'nestjs-cognito-auth-'));
  try {
    const { tarball } = await buildAndPack(parent);
    return await installProject(tarball);
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

/** The exit code of Vitest; also 1 when there was no test that it ran. */
function runTests(parameters: readonly string[]): number {
  rmSync(report, { force: true });
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      ...['run', '--config', 'test/nest-11/vitest.config.ts'],
      ...['--reporter=default', '--reporter=json'],
      `--outputFile.json=${report}`,
      ...parameters,
    ],
    { cwd: directory, stdio: 'inherit' },
  );
  if (testsRun() > 0) return status ?? 1;
  console.error('No test ran on Nest 11.');
  return 1;
}

function testsRun(): number {
  if (!existsSync(report)) return 0;
  const { numPassedTests, numFailedTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  ) as Record<'numPassedTests' | 'numFailedTests', number>;
  return numPassedTests + numFailedTests;
}
