import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, inject, it } from 'vitest';
import { entries, filesBelow, manifest, repository } from './repository.js';

const { directory } = inject('packed');
const dependencies = Object.keys(manifest.dependencies);
const peers = Object.keys(manifest.peerDependencies);

describe('package.json', () => {
  it('declares every package lib imports', () => {
    const imported = importedPackages();

    expect(imported).toContain('@nestjs/common');
    expect([...dependencies, ...peers]).toEqual(
      expect.arrayContaining(imported),
    );
  });

  it('asks for three packages at run time, and uses each', () => {
    expect(dependencies).toEqual(['jwks-rsa', 'lru-cache', 'passport-jwt']);
    expect(importedPackages()).toEqual(expect.arrayContaining(dependencies));
  });

  it('publishes what was built and the changelog', () => {
    expect(manifest.files).toEqual(['dist', 'CHANGELOG.md']);
  });

  it('is ESM for the versions of Node that can require() it', () => {
    expect(manifest.type).toBe('module');
    expect(manifest.engines).toEqual({
      node: '^20.19.0 || ^22.12.0 || >=24.0.0',
    });
  });

  it('lets tools read package.json', () => {
    expect(manifest.exports['./package.json']).toBe('./package.json');
  });

  it.each(entries)('builds $path, code and types', (entry) => {
    expect(Object.keys(manifest.exports[entry.path] ?? {})).toEqual([
      'types',
      'default',
    ]);
    expect(existsSync(join(directory, entry.default))).toBe(true);
    expect(existsSync(join(directory, entry.types))).toBe(true);
  });
});

function importedPackages(): string[] {
  const specifiers = filesBelow('lib').flatMap((path) =>
    ts
      .preProcessFile(readFileSync(join(repository, path), 'utf8'))
      .importedFiles.map(({ fileName }) => fileName),
  );
  return [...new Set(specifiers)]
    .filter((name) => !/^(\.|node:)/.test(name))
    .filter((name) => !builtinModules.includes(name))
    .map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name)
    .sort();
}
