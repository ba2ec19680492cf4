import type { SigningJwks } from './user-pool-options.interface.js';

/** What a value must be: the check, and how to say it. */
export interface Rule<T> {
  /** Completes the sentence "must be …". */
  readonly expected: string;
  accepts(value: unknown): value is T;
}

function rule<T>(
  expected: string,
  accepts: (value: unknown) => boolean,
): Rule<T> {
  return { expected, accepts: accepts as (value: unknown) => value is T };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

export const text = rule<string>('a non-empty string', isText);

export const flag = rule<boolean>(
  'true or false',
  (value) => typeof value === 'boolean',
);

/** A function's form cannot be checked, so its type is what the caller says. */
export function functionLike<T>(): Rule<T> {
  return rule('a function', (value) => typeof value === 'function');
}

/** The most that Node's timers can wait, in milliseconds: about 24.8 days. */
export const maxTimerDelay = 2 ** 31 - 1;

export function number(
  unit: string,
  min: number,
  max = Number.MAX_SAFE_INTEGER,
): Rule<number> {
  const range =
    max === Number.MAX_SAFE_INTEGER
      ? `${min} or more`
      : `from ${min} to ${max}`;
  return rule(
    `a whole number of ${unit}, ${range}`,
    (value) =>
      Number.isSafeInteger(value) &&
      (value as number) >= min &&
      (value as number) <= max,
  );
}

export function oneOf<const T extends readonly unknown[]>(
  ...values: T
): Rule<T[number]> {
  const listed = values.map((value) => JSON.stringify(value)).join(', ');
  return rule(`one of ${listed}`, (value) => values.includes(value));
}

export function nullOr<T>(inner: Rule<T>, meaning: string): Rule<T | null> {
  return rule(
    `${inner.expected}, or null, written out, ${meaning}`,
    (value) => value === null || inner.accepts(value),
  );
}

/** One value, or a list of at least one without repetitions. */
export function oneOrMore<T>(inner: Rule<T>): Rule<T | readonly T[]> {
  return rule(
    `${inner.expected}, or a non-empty list of such without repetitions`,
    (value) => inner.accepts(value) || isListOf(inner, value, 1),
  );
}

export function listOf<T>(inner: Rule<T>, min = 0): Rule<readonly T[]> {
  return rule(
    `a ${min > 0 ? 'non-empty ' : ''}list without repetitions, each ${inner.expected}`,
    (value) => isListOf(inner, value, min),
  );
}

/** A text that satisfies a condition of its own. */
export function textThat(
  expected: string,
  accepts: (value: string) => boolean,
): Rule<string> {
  return rule(expected, (value) => isText(value) && accepts(value));
}

/** Which of the keys are of use is for those to say who read key sets. */
export const jwksRule = rule<SigningJwks>(
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

function isListOf<T>(inner: Rule<T>, value: unknown, min: number): boolean {
  return (
    Array.isArray(value) &&
    value.length >= min &&
    new Set(value).size === value.length &&
    // `every` would pass over the holes of a sparse list.
    Array.from(value as unknown[]).every((entry) => inner.accepts(entry))
  );
}
