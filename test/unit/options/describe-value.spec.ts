import { describe, expect, it } from 'vitest';
import { describeValue } from '../../../lib/options/describe-value.js';

describe('describeValue', () => {
  it.each([
    ['', '""'],
    ['a "b"\n', '"a \\"b\\"\\n"'],
    [undefined, 'missing'],
    [null, 'null'],
    [7, '7'],
    [NaN, 'NaN'],
    [false, 'false'],
    [7n, '7'],
    [Symbol('a'), 'Symbol(a)'],
    [() => 'secret', 'a function'],
    [class Secret {}, 'a function'],
    [{ clientSecret: 'secret' }, 'an object'],
    [new Map([['a', 'secret']]), 'an object'],
    [[], 'a list of 0'],
    [['a', 'b'], '["a", "b"]'],
    [['secret', { secret: 'secret' }], 'a list of 2'],
    [[7], 'a list of 1'],
  ])('describes %s as %s', (value: unknown, shown) => {
    expect(describeValue(value)).toBe(shown);
  });

  it('shows 120 characters of a string, and both ends of a longer one', () => {
    const longest = `${'a'.repeat(100)}${'b'.repeat(20)}`;
    const cut = `"${'a'.repeat(100)}…${'b'.repeat(19)}c"`;

    expect(describeValue(longest)).toBe(`"${longest}"`);
    expect(describeValue(`${longest}c`)).toBe(cut);
    expect(describeValue([`${longest}c`])).toBe(`[${cut}]`);
  });

  it.each([
    ['https://user:secret@keys.example/', '"https://…@keys.example/"'],
    ['http://user:secret@keys.example/', '"http://…@keys.example/"'],
    ['https://secret@keys.example/', '"https://…@keys.example/"'],
    ['//a:b@x.example //c:d@y.example', '"//…@y.example"'],
    ['https://user:sec/ret@keys.example/', '"https://…@keys.example/"'],
    ['https://user:sec@ret@keys.example/', '"https://…@keys.example/"'],
    ['https://keys.example/a?secret', '"https://keys.example/a?…"'],
    ['https://keys.example/a#secret\nsecret', '"https://keys.example/a#…"'],
    ['https:user:secret@keys.example/', '"https:…@keys.example/"'],
    ['http:user:secret@keys.example/', '"http:…@keys.example/"'],
    ['HTTPS:/user:secret@keys.example/', '"HTTPS:/…@keys.example/"'],
    ['https:\\\\user:secret@keys.example/', '"https:\\\\\\\\…@keys.example/"'],
    ['https://user:sec\nret@keys.example/', '"https://…@keys.example/"'],
    ['a@b.example', '"a@b.example"'],
  ])('hides who an address signs in as: %s', (address, shown) => {
    expect(describeValue(address)).toBe(shown);
    expect(describeValue([address])).toBe(`[${shown}]`);
  });

  it('hides a long user name before the string is cut', () => {
    const name = 'secret'.repeat(20);

    expect(describeValue(`https://${name}@keys.example/`)).toBe(
      '"https://…@keys.example/"',
    );
  });
});
