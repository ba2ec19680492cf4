import type { Type } from '@nestjs/common';
import type { ModulesContainer } from '@nestjs/core';
import type { NestModule } from '../authorization/nest-module.js';
import { decoratedClassesOf } from '../authorization/route-metadata.js';

const collections = ['controllers', 'providers', 'injectables'] as const;

/** A controller, provider or injectable of one module, whose methods Nest may call. */
export interface Host {
  readonly module: NestModule;
  readonly collection: (typeof collections)[number];
  /** The class of a class provider; `undefined` for a value or a factory. */
  readonly metatype: Type<unknown> | undefined;
  /** The single instance; `undefined` if Nest makes one for each request. */
  readonly instance: object | undefined;
  /** The prototype on which Nest looks for handlers. */
  readonly prototype: object;
  /**
   * Every class from which Nest may read the host's metadata. There are several
   * if a class decorator replaced the class by another class or a `Proxy`.
   */
  readonly classes: readonly [Type<unknown>, ...Type<unknown>[]];
}

/** Returns every host of the application, however it is provided. */
export function hostsIn(modules: ModulesContainer): Host[] {
  return [...modules.values()].flatMap((module) =>
    collections.flatMap((collection) =>
      [...module[collection].values()].flatMap((wrapper) => {
        const { instance, isNotMetatype } = wrapper;
        const metatype = isNotMetatype ? undefined : wrapper.metatype;
        const isStatic = wrapper.isDependencyTreeStatic();
        const host = describeHost(instance, metatype, isStatic);
        return host ? [{ ...host, module, collection }] : [];
      }),
    ),
  );
}

function describeHost(
  maybeInstance: unknown,
  maybeClass: unknown,
  isStatic: boolean,
) {
  const metatype = isClass(maybeClass) ? maybeClass : undefined;
  const instance = isObject(maybeInstance) ? maybeInstance : undefined;
  const prototype = instance
    ? (Object.getPrototypeOf(instance) as object | null)
    : metatype?.prototype;
  if (!prototype || prototype === Object.prototype) {
    return undefined;
  }
  const [first, ...others] = new Set(
    [metatype, instance?.constructor, prototype.constructor]
      .concat(decoratedClassesOf(prototype))
      .filter(isClass),
  );
  return (
    first && {
      metatype,
      instance: isStatic ? instance : undefined,
      prototype,
      classes: [first, ...others] as const,
    }
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isClass(value: unknown): value is Type<unknown> {
  return typeof value === 'function' && isObject(value.prototype);
}
