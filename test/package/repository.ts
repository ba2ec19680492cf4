import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const manifestPath = createRequire(import.meta.url).resolve(
  'nestjs-cognito-auth/package.json',
);

/** Where the sources are, with a `/` at the end. */
export const repository = join(dirname(manifestPath), '/');

/** What these tests read in `package.json`. */
export interface Manifest {
  readonly version: string;
  readonly type: string;
  readonly homepage: string;
  readonly bugs: { readonly url: string };
  readonly repository: { readonly url: string };
  readonly files: readonly string[];
  readonly engines: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | ExportConditions>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

interface ExportConditions {
  readonly types: string;
  readonly default: string;
}

export const manifest = JSON.parse(
  readFileSync(manifestPath, 'utf8'),
) as Manifest;

/** The built files of each published path but `./package.json`. */
export const entries = Object.entries(manifest.exports).flatMap(
  ([path, target]) => (typeof target === 'string' ? [] : [{ path, ...target }]),
);

/** The paths of all files below a folder of the repository, with `/`. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(repository, folder), {
    recursive: true,
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => path.slice(repository.length).replaceAll('\\', '/'))
    .sort();
}
