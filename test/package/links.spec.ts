import { readdirSync } from 'node:fs';
import { describe, expect, inject, it } from 'vitest';
import { github, isBroken, isPortable, linksOf } from './links.js';
import { filesBelow, manifest, repository } from './repository.js';

const pages = [
  ...readdirSync(repository),
  ...['.github', 'lib', 'sample'].flatMap(filesBelow),
].filter((path) => path.endsWith('.md'));

describe('package.json', () => {
  it('names one repository, and its pages', () => {
    expect(github).toMatch(/^https:\/\/github\.com\/[\w-]+\/[\w-]+$/);
    expect(manifest.homepage).toBe(`${github}#readme`);
    expect(manifest.bugs.url).toBe(`${github}/issues`);
  });
});

describe.each(pages)('%s', (page) => {
  it('has no broken link into the repository', () => {
    expect(linksOf(page).filter((link) => isBroken(link, page))).toEqual([]);
  });
});

describe('the published pages', () => {
  const published = inject('packed').files.filter((path) =>
    path.endsWith('.md'),
  );

  it('have links', () => {
    expect(published.flatMap(linksOf)).not.toEqual([]);
  });

  it.each(published)('%s has no link that npm cannot resolve', (page) => {
    expect(linksOf(page).filter((link) => !isPortable(link))).toEqual([]);
  });
});
