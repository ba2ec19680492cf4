import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesBelow, repository } from './repository.js';

const floor2 = ['user-pool', 'challenge', 'token', 'principal', 'options'];
const floor3 = [...floor2, 'keys'];
const floor4 = [...floor3, 'authentication'];
const floor5 = [...floor4, 'authorization'];
const floor6 = [...floor5, 'guard'];
const core = [...floor6, 'audit'];

/** What each folder of lib may import besides its own files. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'user-pool': [],
  challenge: [],
  token: ['user-pool', 'challenge'],
  principal: ['user-pool', 'challenge', 'token'],
  options: ['user-pool', 'token', 'principal'],
  keys: floor2,
  authentication: floor3,
  authorization: floor4,
  guard: floor5,
  audit: floor6,
  testing: core,
  swagger: core,
  graphql: core,
  websockets: core,
  microservices: core,
  terminus: core,
};
const folders = Object.keys(mayImport);

/** A tree like lib in which every folder imports everything there is. */
const directory = mkdtempSync(join(tmpdir(), 'floors-'));
let refused: Set<string>;

beforeAll(() => {
  copyFileSync(
    join(repository, '.oxlintrc.json'),
    join(directory, '.oxlintrc.json'),
  );
  for (const folder of folders) {
    write(`lib/${folder}/own.ts`, 'export const own = 1;');
    write(`lib/${folder}/to-own.ts`, `export * from './own.js';`);
    write(`lib/${folder}/to-root.ts`, `export * from '../index.js';`);
    write(`lib/${folder}/to-nest.ts`, `import '@nestjs/common';`);
    write(`lib/${folder}/to-node.ts`, `import 'node:crypto';`);
    write(`lib/to-${folder}.ts`, `export * from './${folder}/own.js';`);
    for (const other of folders) {
      write(
        `lib/${folder}/to-${other}.ts`,
        `import type { own } from '../${other}/own.js'; export type { own };`,
      );
    }
  }
  write('lib/newcomer/to-token.ts', `export * from '../token/own.js';`);
  refused = lint();
});

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

describe('the floors of lib', () => {
  it('are known for each of its folders', () => {
    const inUse = filesBelow('lib')
      .map((path) => path.split('/'))
      .filter((parts) => parts.length > 2)
      .map((parts) => parts[1]);

    expect(folders).toEqual(expect.arrayContaining(inUse));
  });

  it.each(folders)('%s imports lower floors only', (folder) => {
    const allowed = folders.filter(
      (other) => !refused.has(`lib/${folder}/to-${other}.ts`),
    );

    expect(allowed.sort()).toEqual([...(mayImport[folder] ?? [])].sort());
    expect(refused).not.toContain(`lib/${folder}/to-own.ts`);
  });

  it('let the root import the core, and no published sub-path', () => {
    const allowed = folders.filter(
      (folder) => !refused.has(`lib/to-${folder}.ts`),
    );

    expect(allowed).toEqual(core);
  });

  it('shut a folder without a floor', () => {
    expect(refused).toContain('lib/newcomer/to-token.ts');
  });

  it.each(core)('keep %s from importing the root', (folder) => {
    expect(refused).toContain(`lib/${folder}/to-root.ts`);
  });

  it('keep Nest and Node out of user-pool alone', () => {
    const without = (what: string): string[] =>
      folders.filter((folder) => refused.has(`lib/${folder}/to-${what}.ts`));

    expect(without('nest')).toEqual(['user-pool']);
    expect(without('node')).toEqual(['user-pool']);
  });
});

function write(path: string, text: string): void {
  const file = join(directory, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** The files whose imports the linter refuses. */
function lint(): Set<string> {
  const { stdout } = spawnSync(
    process.execPath,
    [
      join(repository, 'node_modules/oxlint/bin/oxlint'),
      '--format',
      'json',
      'lib',
    ],
    { cwd: directory, encoding: 'utf8' },
  );
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { code: string; filename: string }[];
  };
  return new Set(
    diagnostics
      .filter(({ code }) => code === 'eslint(no-restricted-imports)')
      .map(({ filename }) => filename),
  );
}
