/** Any class, abstract ones too. */
type AnyClass = abstract new (...parameters: never) => object;

/**
 * Marks exceptions, with their status. It is in the registry of symbols, so two
 * installed copies of this package know each other's.
 */
const brand = Symbol.for('nestjs-cognito-auth:exception');

const ordinaryInstanceof = Function.prototype[Symbol.hasInstance];

/** The status in the brand of an exception; `undefined` where it has none. */
export function brandOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null
    ? (value as { readonly [brand]?: unknown })[brand]
    : undefined;
}

/**
 * Brands the instances of an exception class with their status, and lets
 * `instanceof` find those of other copies of this package too.
 */
export function Branded(status: number) {
  return (exception: AnyClass): void => {
    Object.defineProperty(exception.prototype, brand, { value: status });
    extendInstanceof(exception, (found) => found === status);
  };
}

/** Lets `instanceof` take every branded exception for an instance of the class. */
export function EveryBranded(exception: AnyClass): void {
  extendInstanceof(exception, (found) => found !== undefined);
}

function extendInstanceof(
  exception: AnyClass,
  accepts: (found: unknown) => boolean,
): void {
  Object.defineProperty(exception, Symbol.hasInstance, {
    value(this: unknown, value: unknown): boolean {
      return (
        // A subclass inherits this method, but not the brand as its own.
        (this === exception && accepts(brandOf(value))) ||
        ordinaryInstanceof.call(this, value)
      );
    },
  });
}
