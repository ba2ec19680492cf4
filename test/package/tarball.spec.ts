import { describe, expect, inject, it } from 'vitest';
import { filesBelow } from './repository.js';

const { files } = inject('packed');
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
});
