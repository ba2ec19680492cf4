/**
 * Freezes a value from JSON and everything in it. It does not recurse, because a
 * token of the maximum length can nest deeply enough to exhaust the stack.
 */
export function deepFreeze<T extends object>(root: T): Readonly<T> {
  const pending: object[] = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    Object.freeze(next);
    for (const value of Object.values(next) as unknown[]) {
      if (typeof value === 'object' && value !== null) {
        pending.push(value);
      }
    }
  }
  return root;
}
