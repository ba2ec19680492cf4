import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import ts from 'typescript';
import { repository } from './repository.js';

const printer = ts.createPrinter({ removeComments: true });

/**
 * The built types of an entry in one text: each exported declaration, and each
 * declaration of this package that those need. They are sorted by name, so a
 * file that moves changes nothing.
 *
 * Comments are left out: they are reviewed in the sources, and would hide a
 * change of a type among changes of words.
 */
export async function rolledUpTypes(
  directory: string,
  { types }: { types: string },
): Promise<string> {
  const text = await rollUp(join(directory, types));
  const file = ts.createSourceFile('types.d.ts', text, ts.ScriptTarget.ES2023);
  const sorted = file.statements
    .map((statement) => ({
      key: sortingKey(statement, file),
      text: ts.isImportDeclaration(statement)
        ? sortedImport(statement, file)
        : print(statement, file),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  const style = await resolveConfig(join(repository, 'package.json'));
  return format(sorted.map((each) => each.text).join('\n\n'), {
    ...style,
    parser: 'typescript',
  });
}

async function rollUp(file: string): Promise<string> {
  const bundle = await rollup({
    input: file,
    external: (id) => !/^[./]/.test(id),
    plugins: [dts()],
  });
  const { output } = await bundle.generate({ format: 'es' });
  await bundle.close();
  return output[0].code;
}

/** Imports come first, and the list of the exported names last. */
function sortingKey(statement: ts.Statement, file: ts.SourceFile): string {
  if (ts.isImportDeclaration(statement)) {
    return `0 ${statement.moduleSpecifier.getText(file)}`;
  }
  if (ts.isExportDeclaration(statement)) {
    return '2';
  }
  const declarations = ts.isVariableStatement(statement)
    ? statement.declarationList.declarations
    : [statement as ts.DeclarationStatement];
  return `1 ${declarations.map(({ name }) => name?.getText(file)).join()}`;
}

/** Rollup lists names in the order in which it met them. */
function sortedImport(
  statement: ts.ImportDeclaration,
  file: ts.SourceFile,
): string {
  const names = statement.importClause?.namedBindings;
  if (names === undefined || !ts.isNamedImports(names)) {
    return print(statement, file);
  }
  const sorted = names.elements.map((name) => name.getText(file)).sort();
  const from = statement.moduleSpecifier.getText(file);
  return `import { ${sorted.join(', ')} } from ${from};`;
}

function print(node: ts.Node, file: ts.SourceFile): string {
  return printer.printNode(ts.EmitHint.Unspecified, node, file);
}
