import { join } from 'node:path';
import ts from 'typescript';

/** A name that an entry of the package exports. */
export interface Exported {
  readonly name: string;
  readonly symbol: ts.Symbol;
}

/** The built types of the package, as a compiler of its users sees them. */
export class Declarations {
  readonly #directory: string;
  readonly #program: ts.Program;
  readonly checker: ts.TypeChecker;

  constructor(directory: string, entries: readonly { types: string }[]) {
    this.#directory = directory;
    this.#program = ts.createProgram(
      entries.map(({ types }) => join(directory, types)),
      {
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.NodeNext,
        types: ['node'],
      },
    );
    this.checker = this.#program.getTypeChecker();
  }

  exportsOf({ types }: { types: string }): Exported[] {
    const file = this.#program.getSourceFile(join(this.#directory, types));
    const module = file && this.checker.getSymbolAtLocation(file);
    return (module ? this.checker.getExportsOfModule(module) : []).map(
      (symbol) => ({ name: symbol.name, symbol: this.#declared(symbol) }),
    );
  }

  /** The members of an interface that this package declares. */
  membersOf({ name, symbol }: Exported): Exported[] {
    return this.checker
      .getDeclaredTypeOfSymbol(symbol)
      .getProperties()
      .filter((member) =>
        member.declarations?.some(({ parent }) =>
          parent.getSourceFile().fileName.startsWith(this.#directory),
        ),
      )
      .map((member) => ({ name: `${name}.${member.name}`, symbol: member }));
  }

  /** A text, or at least a tag such as `@default`. */
  isDocumented({ symbol }: Exported): boolean {
    return (
      symbol.getDocumentationComment(this.checker).length > 0 ||
      symbol.getJsDocTags(this.checker).length > 0
    );
  }

  #declared(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias
      ? this.checker.getAliasedSymbol(symbol)
      : symbol;
  }
}

/** Whether a declaration says `any`, written or inferred. */
export function saysAny(node: ts.Node): boolean {
  return (
    node.kind === ts.SyntaxKind.AnyKeyword ||
    ts.forEachChild(node, (child) => saysAny(child) || undefined) === true
  );
}
