import { cpSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { repository } from './repository.js';
import { run } from './run.js';

/** The package as a release would publish it. */
export interface Packed {
  /** A copy of the repository in which the package was built. */
  readonly directory: string;
  /** The path of the packed `.tgz`. */
  readonly tarball: string;
  /** The paths inside the tarball. */
  readonly files: readonly string[];
}

const leftOut = new Set([
  '.git',
  'node_modules',
  'dist',
  'coverage',
  'reports',
]);

/** In a copy: a build empties `dist`, which somebody may be reading. */
export async function buildAndPack(parent: string): Promise<Packed> {
  const directory = join(parent, 'repository');
  cpSync(repository, directory, {
    recursive: true,
    filter: (source) => !leftOut.has(relative(repository, source)),
  });
  symlinkSync(
    join(repository, 'node_modules'),
    join(directory, 'node_modules'),
    'junction',
  );
  await run('npm', ['run', 'build'], directory);
  const { stdout } = await run(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', parent],
    directory,
  );
  const [{ filename, files }] = JSON.parse(stdout) as [
    { filename: string; files: { path: string }[] },
  ];
  return {
    directory,
    tarball: join(parent, filename),
    files: files.map(({ path }) => path).sort(),
  };
}
