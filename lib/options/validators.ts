import type { CanActivate, Type } from '@nestjs/common';
import type { RevocationStore } from './revocations-options.interface.js';
import type { SigningJwks } from './user-pool-options.interface.js';

/** Checks the value of an option, and describes the expected value. */
export interface Validator<T> {
  /** Completes the sentence "must be …". */
  readonly expected: string;
  accepts(value: unknown): value is T;
}

function validator<T>(
  expected: string,
  accepts: (value: unknown) => boolean,
): Validator<T> {
  return { expected, accepts: accepts as (value: unknown) => value is T };
}

function isNonEmptyString(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

export const nonEmptyString = validator<string>(
  'a non-empty string',
  isNonEmptyString,
);

export const flag = validator<boolean>(
  'true or false',
  (value) => typeof value === 'boolean',
);

/** The signature of a function cannot be checked, so the caller chooses `T`. */
export function functionLike<T>(): Validator<T> {
  return validator('a function', (value) => typeof value === 'function');
}

/** Accepts a guard class but no instance: the boot audit compares classes. */
export const guardClass = validator<Type<CanActivate>>(
  'a guard class, with canActivate() as its method',
  (value) =>
    typeof value === 'function' &&
    typeof (value.prototype as Partial<CanActivate> | undefined)
      ?.canActivate === 'function',
);

/** Looks for the methods of a store; `subscribe()` is optional. */
export const revocationStore = validator<RevocationStore>(
  'a store with the methods list() and add()',
  (value) =>
    isObject(value) &&
    typeof value['list'] === 'function' &&
    typeof value['add'] === 'function',
);

/** Longest delay of Node's timers, in milliseconds: about 24.8 days. */
export const maxTimerDelay = 2 ** 31 - 1;

export function number(
  unit: string,
  min: number,
  max = Number.MAX_SAFE_INTEGER,
): Validator<number> {
  const atMost = max === Number.MAX_SAFE_INTEGER ? '' : `, at most ${max}`;
  return validator(
    `a whole number of ${unit}, at least ${min}${atMost}`,
    (value) =>
      Number.isSafeInteger(value) &&
      (value as number) >= min &&
      (value as number) <= max,
  );
}

export function oneOf<const T extends readonly unknown[]>(
  ...values: T
): Validator<T[number]> {
  const listed = values.map((value) => JSON.stringify(value)).join(', ');
  return validator(`one of ${listed}`, (value) => values.includes(value));
}

export function nullOr<T>(
  inner: Validator<T>,
  meaning: string,
): Validator<T | null> {
  return validator(
    `${inner.expected}, or null, written out, ${meaning}`,
    (value) => value === null || inner.accepts(value),
  );
}

/** Accepts one value, or a non-empty list without repetitions. */
export function oneOrMore<T>(inner: Validator<T>): Validator<T | readonly T[]> {
  return validator(
    `${inner.expected}, or a non-empty list of such without repetitions`,
    (value) => inner.accepts(value) || isListOf(inner, value, 1),
  );
}

export function listOf<T>(
  inner: Validator<T>,
  min = 0,
): Validator<readonly T[]> {
  return validator(
    `a ${min > 0 ? 'non-empty ' : ''}list without repetitions, each ${inner.expected}`,
    (value) => isListOf(inner, value, min),
  );
}

/** Accepts a non-empty string that meets a condition. */
export function string(
  expected: string,
  accepts: (value: string) => boolean,
): Validator<string> {
  return validator(
    expected,
    (value) => isNonEmptyString(value) && accepts(value),
  );
}

/** Checks the shape only: the reader of the key set selects the usable keys. */
export const jwksValidator = validator<SigningJwks>(
  'a key set like { keys: [{ kty: "RSA", kid, n, e }] }',
  (value) =>
    isObject(value) &&
    Array.isArray(value['keys']) &&
    value['keys'].length > 0 &&
    value['keys'].every(isObject),
);

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOf<T>(
  inner: Validator<T>,
  value: unknown,
  min: number,
): boolean {
  return (
    Array.isArray(value) &&
    value.length >= min &&
    new Set(value).size === value.length &&
    // `every` would skip the holes of a sparse array.
    Array.from(value as unknown[]).every((entry) => inner.accepts(entry))
  );
}
