import 'reflect-metadata';
import { Reflector } from '@nestjs/core';

/** What may decorate a handler as well as a class. */
export type RouteDecorator = MethodDecorator & ClassDecorator;

/** What was left on the methods of a class, by the name of the method. */
const leftOnMethods = new WeakMap<object, Map<PropertyKey, Set<string>>>();

/** A value that a decorator leaves on a handler or class, under a key of its own. */
export class RouteMetadata<T> {
  private readonly key = Reflector.createDecorator<T>().KEY;

  /** The target's own value: one inherited from a base class is another level's. */
  of(target: object): T | undefined {
    return Reflect.getOwnMetadata(this.key, target) as T | undefined;
  }

  /**
   * A decorator that leaves a value, made from the one that is there already.
   * On anything but a handler or class, where nobody would look for it, it
   * throws.
   */
  decorator(valueAfter: (existing: T | undefined) => T): RouteDecorator {
    return (
      target: object,
      name?: string | symbol,
      descriptor?: PropertyDescriptor,
    ) => {
      const holder: unknown = name === undefined ? target : descriptor?.value;
      if (typeof holder !== 'function') {
        throw new Error(
          `Only handlers and classes can be decorated, not "${String(name)}"`,
        );
      }
      const value = valueAfter(this.of(holder));
      Reflect.defineMetadata(this.key, value, holder);
      if (name !== undefined) {
        keysLeftOn(target, name).add(this.key);
      }
    };
  }
}

/**
 * Whether the method of a class has lost what was left on it: to a decorator
 * that stands above and put another function in its place.
 */
export function hasLostMetadata(prototype: object, name: string): boolean {
  const handler = (prototype as Record<string, object>)[name] ?? prototype;
  const keys = leftOnMethods.get(prototype)?.get(name) ?? [];
  return [...keys].some((key) => !Reflect.hasOwnMetadata(key, handler));
}

function keysLeftOn(prototype: object, name: PropertyKey): Set<string> {
  const methods = leftOnMethods.get(prototype) ?? new Map<PropertyKey, never>();
  const keys: Set<string> = methods.get(name) ?? new Set();
  leftOnMethods.set(prototype, methods.set(name, keys));
  return keys;
}
