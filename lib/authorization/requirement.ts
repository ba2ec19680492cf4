import type { ExecutionContext } from '@nestjs/common';
import type { CognitoAuthException } from '../challenge/exceptions.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import { RouteMetadata, type RouteDecorator } from './route-metadata.js';

/** The refusal that a requirement ends in, or `undefined` where it is met. */
type Outcome = CognitoAuthException | undefined;

/** A requirement of one route, ready to be held against its callers. */
export type Check = (
  user: CognitoUser,
  context: ExecutionContext,
) => Outcome | Promise<Outcome>;

/** What one decorator asks of the callers of a route. */
export interface Demand {
  readonly kind: Requirement;
  /** Name of the decorator. */
  readonly decorator: string;
  /** What it was given. */
  readonly value: unknown;
  readonly check: Check;
}

/** A kind of requirement. */
export interface Requirement {
  /** What a handler or class itself asks for by this kind's decorator, if it does. */
  demandOf(target: object): Demand | undefined;
}

/** A kind of requirement whose decorator carries a value. */
export class RequirementOf<T> implements Requirement {
  private readonly metadata = new RouteMetadata<T>();

  constructor(
    private readonly name: string,
    private readonly compile: (value: T) => Check,
  ) {}

  demandOf(target: object): Demand | undefined {
    const value = this.metadata.of(target);
    return value === undefined
      ? undefined
      : {
          kind: this,
          decorator: this.name,
          value,
          check: this.compile(value),
        };
  }

  /**
   * The decorator, with a value. It throws where the target has it already: the
   * second would silently take the place of the first.
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

  /** The decorator where several on one target add up. */
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
