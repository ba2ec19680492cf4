import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from './repository.js';
import { compile, snippetsOf } from './snippets.js';

const path = join(repository, 'README.md');
const readme = existsSync(path) ? readFileSync(path, 'utf8') : '';
const snippets = snippetsOf(readme);
const findings = compile(snippets);

describe('README.md', () => {
  it('shows how to use the library', () => {
    expect(readme).toContain('CognitoAuthModule.forRoot(');
    expect(snippets).not.toEqual([]);
  });

  it('marks TypeScript the way these tests find it', () => {
    expect(readme).not.toMatch(/^```typescript$/m);
  });

  it('gives no two snippets the same file name', () => {
    const files = snippets.map(({ file }) => file);

    expect(files).toEqual([...new Set(files)]);
  });

  it.each(snippets)('line $line compiles', (snippet) => {
    expect(findings.get(snippet)).toEqual([]);
  });
});
