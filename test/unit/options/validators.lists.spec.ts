import { describe, expect, it } from 'vitest';
import {
  listOf,
  nullOr,
  oneOrMore,
  text,
} from '../../../lib/options/validators.js';
import { accepted } from './accepted.js';

/** A list with a hole, over which `every` passes. */
const sparse = ['a'];
sparse[2] = 'c';

const noLists = [
  '',
  7,
  null,
  undefined,
  { length: 1, 0: 'a' },
  new Set(['a']),
  ['a', ''],
  ['', 'a'],
  ['a', 7],
  ['a', 'b', 'a'],
  [['a']],
  sparse,
];

describe('listOf', () => {
  it('says what it expects', () => {
    expect(listOf(text).expected).toBe(
      'a list without repetitions, each a non-empty string',
    );
    expect(listOf(text, 1).expected).toBe(
      'a non-empty list without repetitions, each a non-empty string',
    );
  });

  it('takes lists whose every entry follows the rule', () => {
    const lists = [[], ['a'], ['a', 'b', 'A']];

    expect(accepted(listOf(text), lists)).toEqual(lists);
  });

  it('can ask for entries', () => {
    expect(accepted(listOf(text, 2), [[], ['a'], ['a', 'b']])).toEqual([
      ['a', 'b'],
    ]);
  });

  it('takes nothing else', () => {
    expect(accepted(listOf(text), ['a', ...noLists])).toEqual([]);
  });
});

describe('oneOrMore', () => {
  it('says what it expects', () => {
    expect(oneOrMore(text).expected).toBe(
      'a non-empty string, or a non-empty list of such without repetitions',
    );
  });

  it('takes a value, or a list of at least one', () => {
    const values = ['a', ['a'], ['a', 'b']];

    expect(accepted(oneOrMore(text), values)).toEqual(values);
  });

  it('takes nothing else', () => {
    expect(accepted(oneOrMore(text), [[], ...noLists])).toEqual([]);
  });
});

describe('nullOr', () => {
  const rule = nullOr(text, 'to accept any');

  it('says what it expects', () => {
    expect(rule.expected).toBe(
      'a non-empty string, or null, written out, to accept any',
    );
  });

  it('takes null beside what the rule takes', () => {
    expect(accepted(rule, [null, 'a'])).toEqual([null, 'a']);
    expect(accepted(rule, [undefined, '', 0, false])).toEqual([]);
  });
});
