import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

/** What may decorate a handler as well as a class. */
export type RouteDecorator = MethodDecorator & ClassDecorator;

/** What was left on the methods of a class, by the name of the method. */
const leftOnMethods = new WeakMap<object, Map<PropertyKey, LeftValues>>();

/** Values by the keys of their metadata. */
type LeftValues = Map<string, unknown>;

/** The classes that were decorated, by their prototype: a `Proxy` shares one with its class. */
const decoratedClasses = new WeakMap<object, Set<Type<unknown>>>();

/** The keys of every kind of value. */
const keys: string[] = [];

/** Known to every copy of this package, unlike the keys of its metadata. */
const copyKey = Symbol.for('nestjs-cognito-auth:copy');

/** One installed copy of this package. */
interface PackageCopy {
  readonly location: string;
}

const ownCopy: PackageCopy = {
  location: new URL('..', import.meta.url).href,
};

/** A value that a decorator leaves on a handler or class, under a key of its own. */
export class RouteMetadata<T> {
  private readonly key = Reflector.createDecorator<T>().KEY;

  constructor() {
    keys.push(this.key);
  }

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
      Reflect.defineMetadata(copyKey, copiesOn(holder).add(ownCopy), holder);
      if (name === undefined) {
        rememberClass(target as Type<unknown>);
      } else {
        valuesLeftOn(target, name).set(this.key, value);
      }
    };
  }
}

/**
 * Whether a function lacks what was left on the method that it stands in for.
 * A decorator above may have put it there, or a constructor.
 */
export function hasLostMetadata(
  called: object,
  owner: object,
  name: PropertyKey,
): boolean {
  const left = leftOnMethods.get(owner)?.get(name) ?? [];
  return [...left].some(
    ([key, value]) => Reflect.getOwnMetadata(key, called) !== value,
  );
}

/** The classes with a decorator of this package whose instances inherit from a prototype. */
export function decoratedClassesOf(prototype: object): Type<unknown>[] {
  return [...(decoratedClasses.get(prototype) ?? [])];
}

function rememberClass(decorated: Type<unknown>): void {
  const prototype = decorated.prototype as object;
  const classes = decoratedClasses.get(prototype) ?? new Set();
  decoratedClasses.set(prototype, classes.add(decorated));
}

/** Whether two functions have the same values of every kind. */
export function hasSameMetadata(one: object, other: object): boolean {
  return keys.every(
    (key) =>
      Reflect.getOwnMetadata(key, one) === Reflect.getOwnMetadata(key, other),
  );
}

/**
 * Other installed copies of this package whose decorators stand on a target.
 * This copy cannot read what they ask for.
 */
export function otherCopiesOn(target: object): string[] {
  return [...copiesOn(target)]
    .filter((copy) => copy !== ownCopy)
    .map(({ location }) => location);
}

function copiesOn(target: object): Set<PackageCopy> {
  const copies = Reflect.getOwnMetadata(copyKey, target) as
    Set<PackageCopy> | undefined;
  return copies ?? new Set();
}

function valuesLeftOn(prototype: object, name: PropertyKey): LeftValues {
  const methods = leftOnMethods.get(prototype) ?? new Map<PropertyKey, never>();
  const values: LeftValues = methods.get(name) ?? new Map();
  leftOnMethods.set(prototype, methods.set(name, values));
  return values;
}
