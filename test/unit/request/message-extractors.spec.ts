import { fromConnection } from 'nestjs-cognito-auth';
import { describe, expect, it } from 'vitest';

const extract = (connection: Record<string, unknown>) =>
  fromConnection()({ type: 'ws', headers: {}, connection });

describe('fromConnection()', () => {
  it.each([
    ['null', { token: null, headers: { token: 'a' } }],
    ['an empty text', { token: '', headers: { token: 'a' } }],
    ['undefined', { token: undefined, headers: { token: 'a' } }],
    ['null under a second name', { token: null, TOKEN: 'a' }],
    ['a text under another name', { other: 'b', token: 'a' }],
  ])('finds the token beside %s', (_, connection) => {
    expect(extract(connection)).toBe('a');
  });

  it.each([
    ['a scheme without a token', { token: 'Bearer' }],
    ['a scheme with two tokens', { token: 'Bearer a b' }],
    ['two tokens of one name', { token: 'a', TOKEN: 'b' }],
    ['a number', { token: 7 }],
  ])('refuses %s', (_, connection) => {
    expect(() => extract(connection)).toThrow('malformed');
  });

  it.each([{ token: 'Basic abc' }, { token: '' }, { other: 'a' }, {}])(
    'finds no token in %j',
    (connection) => {
      expect(extract(connection)).toBeUndefined();
    },
  );
});
