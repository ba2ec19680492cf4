import { join } from 'node:path';
import ts from 'typescript';
import { repository } from './repository.js';

/** A folder that is not there: its files exist in memory only. */
const folder = join(repository, 'test/package/readme');

export interface Snippet {
  /** What its first line, a comment such as `// app.module.ts`, calls it. */
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** The TypeScript blocks of a page. */
export function snippetsOf(markdown: string): Snippet[] {
  return [...markdown.matchAll(/^```ts\n(.*?)^```$/gms)].map((match) => {
    const text = match[1] ?? '';
    const line = markdown.slice(0, match.index).split('\n').length + 1;
    const file = /^\/\/ (\S+\.ts)\n/.exec(text)?.[1] ?? `line-${line}.ts`;
    return { file, line, text };
  });
}

/**
 * What the compiler says of each snippet, next to the sources of the library.
 * A snippet may use what the page has imported above it.
 */
export function compile(snippets: readonly Snippet[]): Map<Snippet, string[]> {
  const imported = new Map<string, string>();
  const files = new Map<string, string>();
  for (const { file, text } of snippets) {
    const own = importsOf(text);
    const above = [...imported].filter(
      ([name]) => !own.has(name) && uses(name, text) && !declares(name, text),
    );
    // On the first line, so that the compiler counts as the reader does.
    const prelude = above.map(
      ([name, from]) => `import { ${name} } from ${from};`,
    );
    files.set(join(folder, file), prelude.join(' ') + text);
    own.forEach((from, name) => imported.set(name, from));
  }
  const program = programOf(files);
  return new Map(
    snippets.map((snippet) => {
      const file = program.getSourceFile(join(folder, snippet.file));
      const findings = ts.getPreEmitDiagnostics(program, file);
      return [snippet, findings.map(sentence)];
    }),
  );
}

function uses(name: string, text: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(text);
}

function declares(name: string, text: string): boolean {
  return new RegExp(`\\b(class|const|function|type) ${name}\\b`).test(text);
}

/** The names in the braces of import statements, and where they come from. */
function importsOf(text: string): Map<string, string> {
  const statements = text.matchAll(
    /^import (?:type )?\{([^}]*)\} from ('.*?');/gm,
  );
  return new Map(
    [...statements].flatMap(([, names = '', from = '']) =>
      (names.match(/(?!type\b)\b\w+/g) ?? []).map((name): [string, string] => [
        name,
        from,
      ]),
    ),
  );
}

/** A program over files of the folder. */
function programOf(files: ReadonlyMap<string, string>): ts.Program {
  const { config } = ts.readConfigFile(
    join(repository, 'test/tsconfig.json'),
    (path) => ts.sys.readFile(path),
  );
  const { options } = ts.parseJsonConfigFileContent(
    config,
    ts.sys,
    join(repository, 'test'),
  );
  // Snippets show a part of a program: they import without `type`, and declare for show.
  Object.assign(options, {
    moduleDetection: ts.ModuleDetectionKind.Force,
    isolatedModules: false,
    verbatimModuleSyntax: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
  });
  const host = ts.createCompilerHost(options);
  host.readFile = (path) => files.get(path) ?? ts.sys.readFile(path);
  host.fileExists = (path) => files.has(path) || ts.sys.fileExists(path);
  host.directoryExists = (path) =>
    path.startsWith(folder) || ts.sys.directoryExists(path);
  return ts.createProgram([...files.keys()], options, host);
}

function sentence({ file, start, messageText }: ts.Diagnostic): string {
  const message = ts.flattenDiagnosticMessageText(messageText, '\n');
  const line = file?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0;
  return `its line ${line + 1}: ${message}`;
}
