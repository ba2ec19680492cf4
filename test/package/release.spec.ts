import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manifest, repository } from './repository.js';
import { run } from './run.js';

const date = / \(\d{4}-\d\d-\d\d\)$/;

describe('CHANGELOG.md', () => {
  const [newest = '', ...older] = headingsOf(
    readFileSync(join(repository, 'CHANGELOG.md'), 'utf8'),
  );

  it('begins with what is unreleased, or with the version of package.json', () => {
    expect(newest.replace(date, '')).toBeOneOf([
      'Unreleased',
      manifest.version,
    ]);
  });

  it('dates the versions before', () => {
    expect(older.filter((heading) => !date.test(heading))).toEqual([]);
  });
});

describe('.github/release.js', () => {
  let directory = '';

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'release-'));
    write('package.json', '{ "version": "1.2.0" }');
    write('CHANGELOG.md', '# Changelog\n\n## Unreleased\n\n- More.\n');
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  it('gives what was unreleased the new version and the date', async () => {
    await release('date');

    expect(read('CHANGELOG.md')).toMatch(
      /^# Changelog\n\n## 1\.2\.0 \(\d{4}-\d\d-\d\d\)\n\n- More\.\n$/,
    );
  });

  it('refuses to date a changelog without anything unreleased', async () => {
    await release('date');

    await expect(release('date')).rejects.toThrow('"Unreleased"');
  });

  it('accepts the tag of a version that the changelog tells about', async () => {
    await release('date');

    await expect(release('check', 'v1.2.0')).resolves.toBeDefined();
  });

  it('refuses a tag that is not the version of package.json', async () => {
    await release('date');

    await expect(release('check', 'v1.2.1')).rejects.toThrow('1.2.0');
  });

  it('refuses a tag that the changelog does not tell about', async () => {
    await expect(release('check', 'v1.2.0')).rejects.toThrow('no section');
  });

  it('refuses a command it does not know', async () => {
    await expect(release('publish')).rejects.toThrow('say date, or check');
  });

  function release(...parameters: string[]) {
    const script = join(repository, '.github/release.js');
    return run(process.execPath, [script, ...parameters], directory);
  }

  function write(file: string, text: string): void {
    writeFileSync(join(directory, file), text);
  }

  function read(file: string): string {
    return readFileSync(join(directory, file), 'utf8');
  }
});

function headingsOf(changelog: string): string[] {
  return [...changelog.matchAll(/^## (.*)$/gm)].map(([, text = '']) => text);
}
