// Runs the TypeScript of this repository in a process of its own, with the types
// that Nest reads from decorators. Use it with `node --import`.
import { existsSync, readFileSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import ts from 'typescript';

const library = /^nestjs-cognito-auth(?:\/(\w+))?$/;
const lib = new URL('../../lib/', import.meta.url);

if (isMainThread) {
  register(import.meta.url);
}

export async function resolve(specifier, context, next) {
  const [name, path] = library.exec(specifier) ?? [];
  if (name !== undefined) {
    const url = new URL(path ? `${path}/index.ts` : 'index.ts', lib).href;
    return { url, shortCircuit: true };
  }
  if (specifier.startsWith('.') && specifier.endsWith('.js')) {
    const url = new URL(specifier.replace(/js$/, 'ts'), context.parentURL);
    if (existsSync(url)) {
      return { url: url.href, shortCircuit: true };
    }
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) {
    return next(url, context);
  }
  const { outputText } = ts.transpileModule(
    readFileSync(fileURLToPath(url), 'utf8'),
    {
      compilerOptions: {
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.ESNext,
        experimentalDecorators: true,
        emitDecoratorMetadata: true,
        verbatimModuleSyntax: true,
      },
    },
  );
  return { format: 'module', source: outputText, shortCircuit: true };
}
