import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, inject, it } from 'vitest';
import { filesBelow } from './repository.js';

const { directory, files } = inject('packed');
const optional =
  /^(@nestjs\/(websockets|microservices|graphql|swagger)|graphql|@grpc\/.*)($|\/)/;
const built = files.filter((path) => path.startsWith('dist/'));

describe('the tarball', () => {
  it('holds the build and four pages, nothing else', () => {
    expect(files.filter((path) => !built.includes(path))).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'package.json',
    ]);
  });

  it('holds code and types of each source file, nothing else', () => {
    const sources = filesBelow('lib').filter((path) => path.endsWith('.ts'));
    const expected = sources.flatMap((path) => {
      const stem = path.replace(/^lib\/(.*)\.ts$/, 'dist/$1');
      return [`${stem}.d.ts`, `${stem}.js`];
    });

    expect(built).toEqual(expected.sort());
  });

  it('loads no optional package before an application boots', () => {
    const code = built.filter((path) => path.endsWith('.js'));
    const statically = code.flatMap((path) =>
      staticImports(readFileSync(join(directory, path), 'utf8')),
    );

    expect(statically).toContain('@nestjs/core');
    expect(statically.filter((name) => optional.test(name))).toEqual([]);
  });
});

/** The modules that are loaded with a file, whatever runs in it. */
function staticImports(code: string): string[] {
  return ts
    .createSourceFile('file.js', code, ts.ScriptTarget.ES2023)
    .statements.filter(
      (statement) =>
        ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement),
    )
    .flatMap(({ moduleSpecifier }) =>
      moduleSpecifier && ts.isStringLiteral(moduleSpecifier)
        ? [moduleSpecifier.text]
        : [],
    );
}
