import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The package as a second installation of it would be: with state of its own. */
interface SecondCopy {
  readonly library: typeof import('nestjs-cognito-auth');
  /** The URL of the folder that holds the copied files. */
  readonly location: string;
}

/**
 * Copies the files of the package and loads the copy: the sources where the
 * tests run on them, and otherwise what is installed.
 */
export async function loadSecondCopy(): Promise<SecondCopy> {
  const { resolve } = createRequire(import.meta.url);
  const installed = dirname(resolve('nestjs-cognito-auth/package.json'));
  const [folder, entry] = existsSync(join(installed, 'lib'))
    ? ['lib', 'index.ts']
    : ['dist', 'index.js'];
  // In the project, so that the copy finds the same packages.
  const reports = fileURLToPath(new URL('../../reports/', import.meta.url));
  mkdirSync(reports, { recursive: true });
  const copy = mkdtempSync(join(reports, 'copy-'));
  try {
    cpSync(join(installed, folder), copy, { recursive: true });
    // Sources are compiled by the nearest configuration that includes them.
    writeFileSync(
      join(copy, 'tsconfig.json'),
      '{ "extends": "../../tsconfig.json", "include": ["."] }',
    );
    return {
      library: (await import(join(copy, entry))) as SecondCopy['library'],
      location: pathToFileURL(join(copy, '/')).href,
    };
  } finally {
    rmSync(copy, { recursive: true });
  }
}
