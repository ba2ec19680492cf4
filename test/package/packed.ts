import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildAndPack, type Packed } from './pack.js';

declare module 'vitest' {
  export interface ProvidedContext {
    packed: Packed;
  }
}

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
