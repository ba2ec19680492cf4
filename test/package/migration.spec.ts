import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from './repository.js';
import { compile, snippetsOf } from './snippets.js';

const path = join(repository, 'sample/MIGRATION.md');
const snippets = snippetsOf(readFileSync(path, 'utf8'));
const findings = compile(snippets);

describe('sample/MIGRATION.md', () => {
  it('shows what each way becomes', () => {
    expect(snippets).toHaveLength(3);
  });

  it.each(snippets)('line $line compiles', (snippet) => {
    expect(findings.get(snippet)).toEqual([]);
  });
});
