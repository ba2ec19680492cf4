import { prototypeChainOf } from '../authorization/prototype-chain.js';
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
    for (const object of prototypeChainOf(start)) {
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

function isMethod(key: string | symbol, value: unknown): value is object {
  return (
    typeof value === 'function' && key !== 'constructor' && key !== 'prototype'
  );
}
