import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';
import { repository } from '../../package/repository.js';
import { snippetsOf } from '../../package/snippets.js';

const compilerOptions: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  target: ts.ScriptTarget.ES2023,
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
};

/** Compiles the snippets of a page into a folder, where tests can import them. */
export async function compileSnippets(page: string): Promise<string> {
  // A folder for each process, because several may write at a time. It is inside
  // the repository, where imports of packages are found.
  const folder = join(repository, 'reports/recipes', String(process.pid));
  await mkdir(folder, { recursive: true });
  const markdown = await readFile(join(repository, page), 'utf8');
  for (const { file, text } of snippetsOf(markdown)) {
    const { outputText } = ts.transpileModule(text, { compilerOptions });
    await writeFile(join(folder, file.replace(/\.ts$/, '.js')), outputText);
  }
  return folder;
}
