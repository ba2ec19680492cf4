import 'reflect-metadata';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { CognitoAuthException } from '../challenge/exceptions.js';
import type { CognitoUser } from '../principal/cognito-user.js';

/** The refusal that a requirement ends in, or `undefined` where it is met. */
export type Outcome = CognitoAuthException | undefined;

/** A requirement of one route, ready to be held against its callers. */
export type Check = (
  user: CognitoUser,
  context: ExecutionContext,
) => Outcome | Promise<Outcome>;

/** What may decorate a handler as well as a class. */
export type RouteDecorator = MethodDecorator & ClassDecorator;

/** A kind of requirement: its decorator, and the check that a value of it makes. */
export interface Requirement {
  /** Name of the decorator, for messages. */
  readonly name: string;
  /** The check that a handler or class itself asks for, if it does. */
  checkOf(target: object): Check | undefined;
}

/** A kind of requirement whose decorator carries a value. */
export class RequirementOf<T> implements Requirement {
  private readonly metadata = Reflector.createDecorator<T>();

  constructor(
    readonly name: string,
    private readonly compile: (value: T) => Check,
  ) {}

  checkOf(target: object): Check | undefined {
    const value = this.valueOf(target);
    return value === undefined ? undefined : this.compile(value);
  }

  /**
   * @throws Error when the target has the decorator already: the second would
   * silently take the place of the first.
   */
  decorate(value: T): RouteDecorator {
    return this.write((target) => {
      if (this.valueOf(target) !== undefined) {
        throw new Error(
          `@${this.name}() stands twice on one target: list all values in one`,
        );
      }
      return value;
    });
  }

  /** Decorates with a value that takes those already there into account. */
  extend(combine: (existing: T | undefined) => T): RouteDecorator {
    return this.write((target) => combine(this.valueOf(target)));
  }

  private write(valueFor: (target: object) => T): RouteDecorator {
    return (
      target: object,
      _key?: string | symbol,
      descriptor?: PropertyDescriptor,
    ) => {
      const holder = (descriptor?.value as object | undefined) ?? target;
      Reflect.defineMetadata(this.metadata.KEY, valueFor(holder), holder);
    };
  }

  /** Its own value, not one inherited from a base class: that is another level. */
  private valueOf(target: object): T | undefined {
    return Reflect.getOwnMetadata(this.metadata.KEY, target) as T | undefined;
  }
}

/**
 * The values given to a decorator.
 *
 * @throws Error for an empty list, which would require nothing or the
 * impossible, and for an empty name.
 */
export function names<T extends string>(
  decorator: string,
  values: readonly T[],
): readonly T[] {
  if (
    values.length === 0 ||
    values.some((value) => typeof value !== 'string' || value === '')
  ) {
    throw new Error(`@${decorator}() needs at least one name, and none empty`);
  }
  return [...values];
}
