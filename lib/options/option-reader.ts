import { CognitoAuthOptionsError } from './options.error.js';
import type { Validator } from './validators.js';
import { describeValue } from './describe-value.js';

/** Takes options out of one object, each by its validator, and notices the unknown. */
export class OptionReader<O extends object> {
  private readonly taken = new Set<string>();
  private readonly values: Readonly<Record<string, unknown>>;

  constructor(
    given: unknown,
    private readonly path = '',
  ) {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      throw new CognitoAuthOptionsError(
        path || 'options',
        `must be an object, but is ${describeValue(given)}`,
      );
    }
    this.values = given as Record<string, unknown>;
  }

  /** The value of an option, or `undefined` where none was given. */
  optional<T>(name: keyof O & string, validator: Validator<T>): T | undefined {
    this.taken.add(name);
    const value = this.values[name];
    if (value === undefined || validator.accepts(value)) {
      return value;
    }
    throw this.invalid(name, validator.expected);
  }

  /** The value of an option that must be given. */
  required<T>(name: keyof O & string, validator: Validator<T>): T {
    const value = this.optional(name, validator);
    if (value === undefined) {
      throw this.invalid(name, validator.expected);
    }
    return value;
  }

  /** The value of an option, as it is, for a reader of its own. */
  raw(name: keyof O & string): unknown {
    this.taken.add(name);
    return this.values[name];
  }

  /** To be called last: a misspelt security option must not go unnoticed. */
  refuseUnknown(): void {
    const unknown = Object.keys(this.values).find(
      (name) => !this.taken.has(name),
    );
    if (unknown !== undefined) {
      throw new CognitoAuthOptionsError(
        this.pathOf(unknown),
        `is unknown here; known are ${[...this.taken].join(', ')}`,
      );
    }
  }

  pathOf(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }

  /** The error for an option that is not what it must be. */
  invalid(name: keyof O & string, expected: string): CognitoAuthOptionsError {
    return new CognitoAuthOptionsError(
      this.pathOf(name),
      `must be ${expected}, but is ${describeValue(this.values[name])}`,
    );
  }
}
