import { CognitoAuthOptionsError } from './options.error.js';
import type { Validator } from './validators.js';
import { describeValue } from './describe-value.js';

/** Reads the options of one object, validates each and refuses unknown ones. */
export class OptionReader<O extends object> {
  private readonly known = new Set<string>();
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

  /** Returns the value of an option, or `undefined` if it is absent. */
  optional<T>(name: keyof O & string, validator: Validator<T>): T | undefined {
    this.known.add(name);
    const value = this.values[name];
    if (value === undefined || validator.accepts(value)) {
      return value;
    }
    throw this.invalid(name, validator.expected);
  }

  /** Returns whether an option is there, even as `undefined`. */
  has(name: keyof O & string): boolean {
    this.known.add(name);
    return Object.hasOwn(this.values, name);
  }

  /** Returns the value of an option that must be present. */
  required<T>(name: keyof O & string, validator: Validator<T>): T {
    const value = this.optional(name, validator);
    if (value === undefined) {
      throw this.invalid(name, validator.expected);
    }
    return value;
  }

  /** Returns the value of an option unchecked: the caller validates it. */
  raw(name: keyof O & string): unknown {
    this.known.add(name);
    return this.values[name];
  }

  /** Refuses options that were not read, since one may be a misspelt security option. */
  refuseUnknown(): void {
    const unknown = Object.keys(this.values).find(
      (name) => !this.known.has(name),
    );
    if (unknown !== undefined) {
      throw new CognitoAuthOptionsError(
        this.pathOf(unknown),
        `is unknown here; known are ${[...this.known].join(', ')}`,
      );
    }
  }

  pathOf(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }

  /** Returns the error for an option with an invalid value. */
  invalid(name: keyof O & string, expected: string): CognitoAuthOptionsError {
    return new CognitoAuthOptionsError(
      this.pathOf(name),
      `must be ${expected}, but is ${describeValue(this.values[name])}`,
    );
  }
}
