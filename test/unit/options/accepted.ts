import type { Rule } from '../../../lib/options/validators.js';

/** Those of some values that a rule accepts. */
export function accepted(
  rule: Validator<unknown>,
  values: readonly unknown[],
): unknown[] {
  return values.filter((value) => rule.accepts(value));
}
