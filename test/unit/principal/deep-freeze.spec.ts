import { describe, expect, it } from 'vitest';
import { deepFreeze } from '../../../lib/principal/deep-freeze.js';

describe('deepFreeze', () => {
  it('freezes a value and all that it holds', () => {
    const value = { list: [{ deep: { deeper: [1] } }], text: 'a', none: null };

    expect(deepFreeze(value)).toBe(value);
    expect(Object.isFrozen(value)).toBe(true);
    expect(Object.isFrozen(value.list)).toBe(true);
    expect(Object.isFrozen(value.list[0])).toBe(true);
    expect(Object.isFrozen(value.list[0]?.deep)).toBe(true);
    expect(Object.isFrozen(value.list[0]?.deep.deeper)).toBe(true);
  });

  it('goes on behind members that are no objects', () => {
    const value = { a: null, b: 1, c: { d: {} }, e: 'x', f: { g: {} } };

    deepFreeze(value);

    expect(Object.isFrozen(value.c.d)).toBe(true);
    expect(Object.isFrozen(value.f.g)).toBe(true);
  });

  it('takes a nesting that would exhaust the stack', () => {
    const depth = 30_000;
    const value = JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as object;

    expect(Object.isFrozen(deepFreeze(value))).toBe(true);
  });
});
