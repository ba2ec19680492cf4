import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entries, filesBelow, repository } from './repository.js';

const sources = filesBelow('lib').map((path) => ({
  path,
  text: readFileSync(join(repository, path), 'utf8'),
}));

describe('the sources', () => {
  it('leave nothing to do', () => {
    expect(
      pathsWhere(({ text }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(text)),
    ).toEqual([]);
  });

  it('silence neither the compiler nor the linter', () => {
    expect(
      pathsWhere(({ text }) => /@ts-|(eslint|oxlint)-disable/.test(text)),
    ).toEqual([]);
  });

  it('have an index.ts for each published path, and no other', () => {
    const published = entries.map(({ types }) =>
      types.replace(/^\.\/dist\/(.*)\.d\.ts$/, 'lib/$1.ts'),
    );

    expect(pathsWhere(({ path }) => path.endsWith('/index.ts'))).toEqual(
      published.sort(),
    );
  });
});

function pathsWhere(
  matches: (source: (typeof sources)[0]) => boolean,
): string[] {
  return sources.filter(matches).map(({ path }) => path);
}
