import { describe, expect, it } from 'vitest';
import { readRevocations } from '../../../lib/revocation/read-revocations.js';

const usable = {
  userPoolId: 'eu-west-1_pool',
  kind: 'user',
  id: 'sub',
  until: 2_000,
};

describe('readRevocations()', () => {
  it.each([undefined, null, {}, 'list', { length: 0 }])(
    'refuses %j, which is no list',
    (listed) => {
      expect(() => readRevocations(listed)).toThrow(
        new Error('list() returned no list'),
      );
    },
  );

  it.each([
    ['token', {}],
    ['session', {}],
    ['user', { before: 1_000 }],
    ['client', { before: undefined }],
  ])('keeps a revocation of the kind %s with %j', (kind, more) => {
    const revocation = { ...usable, kind, ...more };
    expect(readRevocations([revocation])).toEqual({
      revocations: [revocation],
      unusable: 0,
    });
  });

  it.each([
    ['null', null],
    ['no object', 'revocation'],
    ['undefined', undefined],
    ['no user pool', { ...usable, userPoolId: undefined }],
    ['another kind', { ...usable, kind: 'group' }],
    ['an id that is no string', { ...usable, id: 1 }],
    ['an empty id', { ...usable, id: '' }],
    ['a text as its time', { ...usable, before: '1000' }],
    ['NaN as its time', { ...usable, before: NaN }],
    ['null as its time', { ...usable, before: null }],
    ['no end', { ...usable, until: undefined }],
    ['an infinite end', { ...usable, until: Infinity }],
  ])('drops an entry with %s, and counts it', (_, entry) => {
    expect(readRevocations([entry, usable, entry])).toEqual({
      revocations: [usable],
      unusable: 2,
    });
  });
});
