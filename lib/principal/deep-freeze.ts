/**
 * Freezes a value and all that it holds, for data as JSON has it: a tree. Not
 * by recursion: a token of the length that is accepted can nest deep enough to
 * exhaust the stack.
 */
export function deepFreeze<T extends object>(root: T): Readonly<T> {
  const waiting: object[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    Object.freeze(next);
    for (const value of Object.values(next) as unknown[]) {
      if (typeof value === 'object' && value !== null) {
        waiting.push(value);
      }
    }
  }
  return root;
}
