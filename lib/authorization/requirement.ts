import type { ExecutionContext } from '@nestjs/common';
import type { CognitoAuthException } from '../errors/exceptions.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { PolicyFinder } from './policy-finder.js';
import type { RouteAccess } from './route-access.js';
import { RouteMetadata, type RouteDecorator } from './route-metadata.js';

/** The refusal of a check, or `undefined` if the principal passes. */
type Outcome = CognitoAuthException | undefined;

/** Checks a principal against one requirement of a route. */
export type Check = (
  user: CognitoUser,
  context: ExecutionContext,
) => Outcome | Promise<Outcome>;

/** Creates the check of a requirement from the value of its decorator. */
type CheckFactory<T> = (value: T, policies: PolicyFinder) => Check;

/** A kind of requirement, whatever the type of its value. */
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

  /** Returns the value on a handler or class, without values of base classes. */
  on(target: object): T | undefined {
    return this.metadata.of(target);
  }

  /** Returns the value that applies to a route, if it has this requirement. */
  in({ requirements }: RouteAccess): T | undefined {
    return requirements.get(this) as T | undefined;
  }

  checkFor(value: T, policies: PolicyFinder): Check {
    return this.createCheck(value, policies);
  }

  /**
   * Creates the decorator with a value. The decorator throws on a target that
   * already has one, because the second would silently replace the first.
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

  /** Creates a decorator that one target may have several times. */
  extend(combine: (existing: T | undefined) => T): RouteDecorator {
    return this.metadata.decorator(combine);
  }
}

/**
 * Copies the names given to a decorator, after it checks them.
 *
 * @throws Error for an empty list, which would admit everyone or nobody, and for
 * an empty name.
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
