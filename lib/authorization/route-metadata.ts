import 'reflect-metadata';
import { Reflector } from '@nestjs/core';

/** What may decorate a handler as well as a class. */
export type RouteDecorator = MethodDecorator & ClassDecorator;

/** A value that a decorator leaves on a handler or class, under a key of its own. */
export class RouteMetadata<T> {
  private readonly key = Reflector.createDecorator<T>().KEY;

  /** The target's own value: one inherited from a base class is another level's. */
  of(target: object): T | undefined {
    return Reflect.getOwnMetadata(this.key, target) as T | undefined;
  }

  /** A decorator that leaves a value, made from the one that is there already. */
  decorator(valueAfter: (existing: T | undefined) => T): RouteDecorator {
    return (
      target: object,
      _key?: string | symbol,
      descriptor?: PropertyDescriptor,
    ) => {
      const holder = (descriptor?.value as object | undefined) ?? target;
      const value = valueAfter(this.of(holder));
      Reflect.defineMetadata(this.key, value, holder);
    };
  }
}
