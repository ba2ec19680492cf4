import type { Host } from './hosts.js';

/** A method of a host, whether or not Nest ever calls it. */
export interface Member {
  readonly name: string;
  readonly key: string | symbol;
  readonly method: object;
}

/**
 * Every method of a host: named by strings and symbols, static ones too. Of a
 * method that a class overrides only the innermost counts.
 */
export function membersOf({ prototype, classes }: Host): Member[] {
  return [prototype, ...classes].flatMap((start) => {
    const members = new Map<string | symbol, Member>();
    for (const level of levelsOf(start)) {
      for (const key of Reflect.ownKeys(level)) {
        const method: unknown = Object.getOwnPropertyDescriptor(
          level,
          key,
        )?.value;
        if (isMethod(key, method) && !members.has(key)) {
          members.set(key, { name: String(key), key, method });
        }
      }
    }
    return [...members.values()];
  });
}

/** An object and what it inherits from, without what every object inherits. */
export function levelsOf(start: object): object[] {
  const levels: object[] = [];
  const everyones: unknown[] = [null, Object.prototype, Function.prototype];
  for (
    let level: object | null = start;
    level !== null && !everyones.includes(level);
    level = Object.getPrototypeOf(level) as object | null
  ) {
    levels.push(level);
  }
  return levels;
}

function isMethod(key: string | symbol, value: unknown): value is object {
  return (
    typeof value === 'function' && key !== 'constructor' && key !== 'prototype'
  );
}
