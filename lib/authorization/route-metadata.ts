import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

/** A decorator for both handlers and classes. */
export type RouteDecorator = MethodDecorator & ClassDecorator;

/** The metadata set on the methods of a class, by prototype and method name. */
const methodMetadata = new WeakMap<object, Map<PropertyKey, MetadataValues>>();

/** Values by the keys of their metadata. */
type MetadataValues = Map<string, unknown>;

/** The decorated classes by prototype. A class and a `Proxy` of it share one. */
const decoratedClasses = new WeakMap<object, Set<Type<unknown>>>();

/** The metadata keys of every kind of decorator. */
const keys: string[] = [];

/** Every copy of this package uses this key; the metadata keys differ by copy. */
const copyKey = Symbol.for('nestjs-cognito-auth:copy');

/** Identifies this copy of the package. */
const ownCopy = Symbol('nestjs-cognito-auth');

/** Stores the value of one decorator on handlers and classes, under its own key. */
export class RouteMetadata<T> {
  private readonly key = Reflector.createDecorator<T>().KEY;

  constructor() {
    keys.push(this.key);
  }

  /** Returns the target's own value, without values of base classes. */
  of(target: object): T | undefined {
    return Reflect.getOwnMetadata(this.key, target) as T | undefined;
  }

  /**
   * Creates a decorator that derives a value from the existing one and stores it.
   * The decorator throws on every target but a handler or class, because nobody
   * would read the value there.
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
      Reflect.defineMetadata(copyKey, copiesOn(holder).add(ownCopy), holder);
      if (name === undefined) {
        rememberClass(target as Type<unknown>);
      } else {
        metadataOfMethod(target, name).set(this.key, value);
      }
    };
  }
}

/**
 * Tells whether a function lacks the metadata of the method that it replaces. A
 * decorator above, or a constructor, may have replaced the method.
 */
export function hasLostMetadata(
  called: object,
  owner: object,
  name: PropertyKey,
): boolean {
  const expected = methodMetadata.get(owner)?.get(name) ?? [];
  return [...expected].some(
    ([key, value]) => Reflect.getOwnMetadata(key, called) !== value,
  );
}

/** Returns the classes with this prototype that a decorator of this package is on. */
export function decoratedClassesOf(prototype: object): Type<unknown>[] {
  return [...(decoratedClasses.get(prototype) ?? [])];
}

function rememberClass(decorated: Type<unknown>): void {
  const prototype = decorated.prototype as object | undefined;
  // A handler may be decorated as a function, and arrow functions have none.
  if (prototype !== undefined) {
    const classes = decoratedClasses.get(prototype) ?? new Set();
    decoratedClasses.set(prototype, classes.add(decorated));
  }
}

/** Returns whether two functions have the same metadata of every kind. */
export function hasSameMetadata(one: object, other: object): boolean {
  return keys.every(
    (key) =>
      Reflect.getOwnMetadata(key, one) === Reflect.getOwnMetadata(key, other),
  );
}

/**
 * Returns whether a target has decorators of another installed copy of this
 * package. This copy cannot read what they require.
 */
export function hasDecoratorsOfAnotherCopy(target: object): boolean {
  return [...copiesOn(target)].some((copy) => copy !== ownCopy);
}

function copiesOn(target: object): Set<symbol> {
  const copies = Reflect.getOwnMetadata(copyKey, target) as
    Set<symbol> | undefined;
  return copies ?? new Set();
}

function metadataOfMethod(
  prototype: object,
  name: PropertyKey,
): MetadataValues {
  const methods =
    methodMetadata.get(prototype) ?? new Map<PropertyKey, never>();
  const values: MetadataValues = methods.get(name) ?? new Map();
  methodMetadata.set(prototype, methods.set(name, values));
  return values;
}
