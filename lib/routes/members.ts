import type { Host } from './hosts.js';

/** A method of a host, whether or not Nest ever calls it. */
export interface Member {
  readonly name: string;
  readonly key: string | symbol;
  readonly method: object;
}

/**
 * Returns every method of a host, including static methods and those named by
 * symbols. An overriding method hides the one that it overrides.
 */
export function membersOf({ prototype, classes }: Host): Member[] {
  return [prototype, ...classes].flatMap((start) => {
    const members = new Map<string | symbol, Member>();
    for (const object of levelsOf(start)) {
      for (const key of Reflect.ownKeys(object)) {
        const method: unknown = Object.getOwnPropertyDescriptor(
          object,
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

/** Returns an object and its prototypes, without those of all objects. */
export function levelsOf(start: object): object[] {
  const chain: object[] = [];
  const ends: unknown[] = [null, Object.prototype, Function.prototype];
  for (
    let object: object | null = start;
    object !== null && !ends.includes(object);
    object = Object.getPrototypeOf(object) as object | null
  ) {
    chain.push(object);
  }
  return chain;
}

function isMethod(key: string | symbol, value: unknown): value is object {
  return (
    typeof value === 'function' && key !== 'constructor' && key !== 'prototype'
  );
}
