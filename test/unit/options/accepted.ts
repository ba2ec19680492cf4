import type { Rule } from '../../../lib/options/rules.js';

/** Those of some values that a rule accepts. */
export function accepted(
  rule: Rule<unknown>,
  values: readonly unknown[],
): unknown[] {
  return values.filter((value) => rule.accepts(value));
}
