import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from './repository.js';
import { compile, snippetsOf } from './snippets.js';

describe.each([
  { page: 'README.md', shows: 'CognitoAuthModule.forRoot(' },
  { page: 'sample/RECIPES.md', shows: 'AdminUserGlobalSignOutCommand(' },
])('$page', ({ page, shows }) => {
  const path = join(repository, page);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const snippets = snippetsOf(text);
  const findings = compile(snippets);

  it('shows how to use the library', () => {
    expect(text).toContain(shows);
    expect(snippets).not.toEqual([]);
  });

  it('marks TypeScript the way these tests find it', () => {
    expect(text).not.toMatch(/^```typescript$/m);
  });

  it('gives no two snippets the same file name', () => {
    const files = snippets.map(({ file }) => file);

    expect(files).toEqual([...new Set(files)]);
  });

  it.each(snippets)('line $line compiles', (snippet) => {
    expect(findings.get(snippet)).toEqual([]);
  });
});
