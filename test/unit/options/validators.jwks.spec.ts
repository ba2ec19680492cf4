import { describe, expect, it } from 'vitest';
import { jwksValidator } from '../../../lib/options/validators.js';
import { accepted } from './accepted.js';

describe('jwksValidator', () => {
  it('says what it expects', () => {
    expect(jwksValidator.expected).toBe(
      'a key set like { keys: [{ kty: "RSA", kid, n, e }] }',
    );
  });

  it('takes an object with at least one entry', () => {
    const sets = [{ keys: [{}] }, { keys: [{}, { kty: 'RSA' }] }];

    expect(accepted(jwksValidator, sets)).toEqual(sets);
  });

  it('takes nothing else', () => {
    const others = [
      undefined,
      null,
      '{"keys":[]}',
      [{ keys: [{}] }],
      Object.assign([], { keys: [{}] }),
      {},
      { keys: [] },
      { keys: {} },
      { keys: 'key' },
      { keys: { length: 1, every: () => true } },
      { keys: [{}, null] },
      { keys: [null, {}] },
      { keys: ['key'] },
      { keys: [[]] },
    ];

    expect(accepted(jwksValidator, others)).toEqual([]);
  });
});
