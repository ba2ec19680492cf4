import ts from 'typescript';
import { describe, expect, inject, it } from 'vitest';
import { Declarations, saysAny, type Exported } from './declarations.js';
import { entries } from './repository.js';

const declarations = new Declarations(inject('packed').directory, entries);

describe.each(entries)('the published types of $path', (entry) => {
  const exported = declarations.exportsOf(entry);

  it('document every name', () => {
    expect(exported).not.toEqual([]);
    expect(undocumented(exported)).toEqual([]);
  });

  it('document every option', () => {
    const members = exported
      .filter(
        ({ name, symbol }) =>
          name.endsWith('Options') && symbol.flags & ts.SymbolFlags.Interface,
      )
      .flatMap((each) => declarations.membersOf(each));

    // The indicator has no options.
    expect(members.length > 0 || entry.path === './terminus').toBe(true);
    expect(undocumented(members)).toEqual([]);
  });

  it('never say any', () => {
    const loose = exported.filter(({ symbol }) =>
      symbol.declarations?.some(saysAny),
    );

    expect(namesOf(loose)).toEqual([]);
  });
});

function undocumented(exported: readonly Exported[]): string[] {
  return namesOf(exported.filter((each) => !declarations.isDocumented(each)));
}

function namesOf(exported: readonly Exported[]): string[] {
  return exported.map(({ name }) => name);
}
