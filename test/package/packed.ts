import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { TestProject } from 'vitest/node';
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

declare module 'vitest' {
  export interface ProvidedContext {
    packed: Packed;
  }
}

const leftOut = new Set([
  '.git',
  'node_modules',
  'dist',
  'coverage',
  'reports',
]);

/** Builds and packs once, for all the tests of the package. */
export default async function setup({
  provide,
}: TestProject): Promise<() => void> {
  const parent = mkdtempSync(join(tmpdir(), 'nestjs-cognito-auth-'));
  const remove = (): void => rmSync(parent, { recursive: true, force: true });
  try {
    provide('packed', await buildAndPack(parent));
  } catch (error) {
    remove();
    throw error;
  }
  return remove;
}

/** In a copy: a build empties `dist`, which somebody may be reading. */
async function buildAndPack(parent: string): Promise<Packed> {
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
