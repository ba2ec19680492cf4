import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// The same folder for the sources of a sample and for what is built from them.
const root = dirname(
  createRequire(import.meta.url).resolve('nestjs-cognito-auth/package.json'),
);

/** Reads a file of a page. `folder` is a sample, or `shared`. */
export function readPageFile(folder: string, file: string): string {
  return readFileSync(join(root, 'sample', folder, 'public', file), 'utf8');
}
