/** Any class, abstract ones too. */
type AnyClass = abstract new (...parameters: never) => object;

/**
 * Marks the exceptions of this package with their status. The symbol is global,
 * so that copies of this package recognise the exceptions of one another.
 */
const brand = Symbol.for('nestjs-cognito-auth:exception');

const ordinaryInstanceof = Function.prototype[Symbol.hasInstance];

/** Returns the status in the brand of an exception; `undefined` without a brand. */
export function brandOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null
    ? (value as { readonly [brand]?: unknown })[brand]
    : undefined;
}

/** Gives an object the brand of an exception, so that `instanceof` accepts it. */
export function copyBrand(from: unknown, to: object): void {
  Object.defineProperty(to, brand, { value: brandOf(from) });
}

/**
 * Brands the instances of an exception class with their status. `instanceof`
 * then accepts instances that another copy of this package made.
 */
export function Branded(status: number) {
  return (exception: AnyClass): void => {
    Object.defineProperty(exception.prototype, brand, { value: status });
    extendInstanceof(exception, (found) => found === status);
  };
}

/** Makes `instanceof` accept every branded exception as an instance of the class. */
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
        // A subclass inherits this method, but must accept only its instances.
        (this === exception && accepts(brandOf(value))) ||
        ordinaryInstanceof.call(this, value)
      );
    },
  });
}
