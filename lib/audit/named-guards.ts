import 'reflect-metadata';
import { guardsKey } from '../routes/nest-metadata.js';

/** Returns the guards that `@UseGuards()` names on a handler or class. */
export function guardsOn(target: object): readonly unknown[] {
  return (Reflect.getMetadata(guardsKey, target) ?? []) as readonly unknown[];
}

/** Returns whether a guard, or its class, is of an expected class or a subclass. */
export function isOfClass(
  guard: unknown,
  expected: { prototype: object },
): boolean {
  const prototype: unknown =
    typeof guard === 'function' ? guard.prototype : guard;
  return (
    prototype === expected.prototype ||
    Object.prototype.isPrototypeOf.call(expected.prototype, prototype as object)
  );
}

/** Returns the name of a guard, or of its class, for people. */
export function nameOfGuard(guard: unknown): string {
  const { name } =
    typeof guard === 'function' ? guard : (guard as object).constructor;
  return name || '(anonymous guard)';
}
