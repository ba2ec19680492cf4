import { cp, mkdtemp, mkdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** This project as it is checked out: sources and dependencies, nothing built. */
export interface Checkout {
  readonly path: string;
  /** Temporary folder for what is started in the checkout. */
  readonly temporary: string;
  readonly remove: () => Promise<void>;
}

/** Copies the project, so that building it does not disturb other tests. */
export async function checkOut(): Promise<Checkout> {
  const scratch = await mkdtemp(join(tmpdir(), 'checkout-'));
  const path = join(scratch, 'project');
  const temporary = join(scratch, 'tmp');
  await mkdir(temporary);
  for (const source of [
    'lib',
    'sample',
    'package.json',
    'tsconfig.json',
    'nest-cli.json',
  ]) {
    await cp(join(root, source), join(path, source), {
      recursive: true,
      filter: (file) => !file.endsWith('dist'),
    });
  }
  await symlink(join(root, 'node_modules'), join(path, 'node_modules'));
  return {
    path,
    temporary,
    remove: () => rm(scratch, { recursive: true, force: true }),
  };
}
