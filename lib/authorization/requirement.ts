import type { ExecutionContext } from '@nestjs/common';
import type { CognitoAuthException } from '../errors/exceptions.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { PolicyFinder } from './policy-finder.js';
import type { RouteAccess } from './route-access.js';
import { RouteMetadata, type RouteDecorator } from './route-metadata.js';

/** The refusal that a check ends in; `undefined` if the caller passes. */
type Outcome = CognitoAuthException | undefined;

/** Checks one requirement of a route against one caller. */
export type Check = (
  user: CognitoUser,
  context: ExecutionContext,
) => Outcome | Promise<Outcome>;

/** Makes the check of a requirement from the value of its decorator. */
type CheckFactory<T> = (value: T, policies: PolicyFinder) => Check;

/** A requirement of any type of value. */
export interface AnyRequirement {
  /** Name of the decorator, such as `Groups`. */
  readonly name: string;
  on(target: object): unknown;
  checkFor(value: unknown, policies: PolicyFinder): Check;
}

/** One kind of requirement, such as `@Groups()`, with the type of its value. */
export class Requirement<T> implements AnyRequirement {
  private readonly metadata = new RouteMetadata<T>();

  constructor(
    readonly name: string,
    private readonly createCheck: CheckFactory<T>,
  ) {}

  /** The value on a handler or class itself; `undefined` without the decorator. */
  on(target: object): T | undefined {
    return this.metadata.of(target);
  }

  /** The value that counts for a route; `undefined` if it has no such requirement. */
  in({ requirements }: RouteAccess): T | undefined {
    return requirements.get(this) as T | undefined;
  }

  checkFor(value: T, policies: PolicyFinder): Check {
    return this.createCheck(value, policies);
  }

  /**
   * The decorator, with a value. It throws if the target has it already: the
   * second would silently replace the first.
   */
  decorate(value: T): RouteDecorator {
    return this.metadata.decorator((existing) => {
      if (existing !== undefined) {
        throw new Error(
          `@${this.name}() stands twice on one target: list all values in one`,
        );
      }
      return value;
    });
  }

  /** The decorator of a requirement that may stand on a target several times. */
  extend(combine: (existing: T | undefined) => T): RouteDecorator {
    return this.metadata.decorator(combine);
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
    throw new Error(
      `@${decorator}() takes one name or more, none empty: @${decorator}('a', 'b')`,
    );
  }
  return [...values];
}
