import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../package/repository.js';
import { run } from '../package/run.js';
import { packagesOnNest11 } from './packages.js';

/**
 * Installs the package beside Nest 11, outside of the repository: there, no
 * package can come from the repository's `node_modules`. The project is kept,
 * so that the next run installs little more than the package. It is made anew
 * when it needs other packages, and always where `CI` is set.
 */
export async function installProject(tarball: string): Promise<string> {
  const directory = projectDirectory();
  const manifest = JSON.stringify(
    { private: true, type: 'module', dependencies: packagesOnNest11() },
    null,
    2,
  );
  // Written last: an installation that was interrupted does not count.
  const stamp = join(directory, 'installed.json');
  if (process.env.CI || !holds(stamp, manifest)) {
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'package.json'), manifest);
  }
  await run(
    'npm',
    [
      ...['install', '--no-save', '--no-package-lock', '--prefer-offline'],
      ...['--no-audit', '--no-fund', tarball],
    ],
    directory,
  );
  writeFileSync(stamp, manifest);
  return directory;
}

/** Copies files of the repository into the project, in place of older ones. */
export function copyTests(files: readonly string[], directory: string): void {
  rmSync(join(directory, 'test'), { recursive: true, force: true });
  for (const path of files) {
    cpSync(join(repository, path), join(directory, path));
  }
}

/** One for each checkout of the repository. */
function projectDirectory(): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const checkout = createHash('sha256').update(repository).digest('hex');
  return join(cache, 'nestjs-cognito-auth', `nest-11-${checkout.slice(0, 16)}`);
}

function holds(path: string, text: string): boolean {
  return existsSync(path) && readFileSync(path, 'utf8') === text;
}
