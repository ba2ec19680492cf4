import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian keeps servers in folders that are not in the path of every user. */
const folders = [
  ...(process.env.PATH ?? '').split(delimiter),
  ...['/usr/sbin', '/usr/local/sbin'],
];

const told = new Set<string>();

/** Returns the path of an installed program; `undefined` if it is missing. */
export function findProgram(
  program: string,
  firstFolders: readonly string[] = [],
): string | undefined {
  return [...firstFolders, ...folders]
    .map((folder) => join(folder, program))
    .find((path) => isExecutable(path));
}

/** For `describe.skipIf()`. It prints each missing program once. */
export function isMissing(program: string): boolean {
  const missing = findProgram(program) === undefined;
  if (missing && !told.has(program)) {
    told.add(program);
    console.warn(`Skipped: tests that need ${program}, which is missing.`);
  }
  return missing;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
