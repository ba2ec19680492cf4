import { describe, expect, it } from 'vitest';
import { OptionReader } from '../../../lib/options/option-reader.js';
import { flag, nonEmptyString } from '../../../lib/options/validators.js';
import { expectRefusal } from './options.fixture.js';

interface Options {
  name?: string;
  on?: boolean;
}

const read = (given: unknown, path?: string): OptionReader<Options> =>
  new OptionReader<Options>(given, path);

describe('OptionReader', () => {
  it.each([
    [undefined, 'missing'],
    [null, 'null'],
    ['text', '"text"'],
    [7, '7'],
    [() => ({}), 'a function'],
    [[], 'a list of 0'],
  ])('refuses %s in the place of options', (given, shown) => {
    expectRefusal(
      () => read(given),
      'options',
      `must be an object, but is ${shown}`,
    );
    expectRefusal(
      () => read(given, 'keys'),
      'keys',
      `must be an object, but is ${shown}`,
    );
  });

  it('gives an option that is valid', () => {
    const reader = read({ name: 'a', on: false });

    expect(reader.optional('name', nonEmptyString)).toBe('a');
    expect(reader.optional('on', flag)).toBe(false);
    expect(reader.required('name', nonEmptyString)).toBe('a');
  });

  it('gives undefined for an option that is not there', () => {
    expect(read({}).optional('name', nonEmptyString)).toBeUndefined();
    expect(
      read({ name: undefined }).optional('name', nonEmptyString),
    ).toBeUndefined();
  });

  it('refuses an option that is not valid', () => {
    const reader = read({ name: 7 });

    expectRefusal(
      () => reader.optional('name', nonEmptyString),
      'name',
      'must be a non-empty string, but is 7',
    );
    expectRefusal(
      () => reader.required('name', nonEmptyString),
      'name',
      'must be a non-empty string, but is 7',
    );
  });

  it('refuses the lack of an option that is required', () => {
    expectRefusal(
      () => read({}, 'pools[1]').required('name', nonEmptyString),
      'pools[1].name',
      'must be a non-empty string, but is missing',
    );
  });

  it('gives an option as it is, for a reader of its own', () => {
    const value = { any: 'thing' };

    expect(read({ name: value }).raw('name')).toBe(value);
  });

  it('refuses an option that nobody read', () => {
    const reader = read({ name: 'a', on: true, nmae: 'b' });
    reader.optional('name', nonEmptyString);
    reader.raw('on');

    expectRefusal(
      () => reader.refuseUnknown(),
      'nmae',
      'is unknown here; known are name, on',
    );
  });

  it('refuses it by its whole path, even if it is undefined', () => {
    const reader = read({ nmae: undefined }, 'keys');
    reader.optional('name', nonEmptyString);

    expectRefusal(
      () => reader.refuseUnknown(),
      'keys.nmae',
      'is unknown here; known are name',
    );
  });

  it('accepts options that were all read', () => {
    const reader = read({ name: 'a' });
    reader.required('name', nonEmptyString);
    reader.optional('on', flag);

    expect(() => reader.refuseUnknown()).not.toThrow();
  });

  it('makes paths', () => {
    expect(read({}).pathOf('name')).toBe('name');
    expect(read({}, 'keys').pathOf('name')).toBe('keys.name');
  });
});
