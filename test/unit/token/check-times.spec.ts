import { describe, expect, it } from 'vitest';
import {
  checkTimes,
  type TimePolicy,
  type Validity,
} from '../../../lib/token/check-times.js';
import { codeOf } from '../errors/code-of.fixture.js';
import { accessClaims, codeFor, now } from './claims.fixture.js';

const millisecond = 0.001;
const notNumericDates = [
  undefined,
  null,
  '1900000000',
  NaN,
  Infinity,
  -Infinity,
  [],
];

describe('exp', () => {
  const claims = { ...accessClaims, exp: now };

  it('ends the token at that very moment', () => {
    expect(codeFor(claims, {}, now - millisecond)).toBeUndefined();
    expect(codeFor(claims, {}, now)).toBe('token_expired');
    expect(codeFor(claims, {}, now + 3600)).toBe('token_expired');
  });

  it('is granted the clock tolerance, and no more', () => {
    const policy = { clockTolerance: 5 };

    expect(codeFor(claims, policy, now + 5 - millisecond)).toBeUndefined();
    expect(codeFor(claims, policy, now + 5)).toBe('token_expired');
  });

  it.each(notNumericDates)('must be a NumericDate, not %s', (exp) => {
    expect(codeFor({ ...accessClaims, exp })).toBe('token_expired');
  });

  it('may have fractions', () => {
    const fractional = { ...accessClaims, exp: now + 0.5 };

    expect(codeFor(fractional, {}, now + 0.499)).toBeUndefined();
    expect(codeFor(fractional, {}, now + 0.5)).toBe('token_expired');
  });
});

describe('nbf', () => {
  const claims = { ...accessClaims, nbf: now };

  it('starts the token at that very moment', () => {
    expect(codeFor(claims, {}, now)).toBeUndefined();
    expect(codeFor(claims, {}, now - millisecond)).toBe('token_not_active');
  });

  it('is granted the clock tolerance, and no more', () => {
    const policy = { clockTolerance: 5 };

    expect(codeFor(claims, policy, now - 5)).toBeUndefined();
    expect(codeFor(claims, policy, now - 5 - millisecond)).toBe(
      'token_not_active',
    );
  });

  it.each(notNumericDates.slice(1))('must be a NumericDate, not %s', (nbf) => {
    expect(codeFor({ ...accessClaims, nbf })).toBe('token_not_active');
  });
});

describe('A token that ends before it starts', () => {
  it('has expired: to wait would not help', () => {
    expect(codeFor({ ...accessClaims, exp: now, nbf: now + 60 })).toBe(
      'token_expired',
    );
  });
});

describe('iat', () => {
  it.each(notNumericDates)('must be a NumericDate, not %s', (iat) => {
    expect(codeFor({ ...accessClaims, iat })).toBe('token_malformed');
  });

  it('may lie in the future without maxTokenAge', () => {
    expect(codeFor({ ...accessClaims, iat: now + 30 })).toBeUndefined();
  });
});

describe('checkTimes', () => {
  const policy = { clockTolerance: 0, maxTokenAge: undefined };
  const times = { exp: now + 60, nbf: now - 30, iat: now - 20 };

  const validityOf = (
    claims: Readonly<Record<string, unknown>>,
    differing: Partial<TimePolicy> = {},
  ): Validity => checkTimes(claims, { ...policy, ...differing }, now * 1000);

  it('returns the time from nbf to exp, in milliseconds', () => {
    expect(validityOf(times)).toEqual({
      from: (now - 30) * 1000,
      until: (now + 60) * 1000,
    });
    expect(validityOf({ ...times, nbf: undefined }).from).toBe(-Infinity);
  });

  it('returns no time before iat or beyond maxTokenAge, if that is set', () => {
    expect(validityOf(times, { maxTokenAge: 50 })).toEqual({
      from: (now - 20) * 1000,
      until: (now + 30) * 1000,
    });
    expect(
      validityOf(
        { exp: now + 10, nbf: now, iat: now - 20 },
        { maxTokenAge: 50 },
      ),
    ).toEqual({ from: now * 1000, until: (now + 10) * 1000 });
  });

  it('widens the time by the clock tolerance, at both ends', () => {
    expect(validityOf(times, { clockTolerance: 5 })).toEqual({
      from: (now - 35) * 1000,
      until: (now + 65) * 1000,
    });
  });

  it('returns the time in which it accepts the token, and no other', () => {
    const claims = { exp: now + 10, nbf: now - 10, iat: now - 10 };
    const { from, until } = validityOf(claims);

    for (const [at, code] of [
      [from - 1, 'token_not_active'],
      [from, undefined],
      [until - 1, undefined],
      [until, 'token_expired'],
    ] as const) {
      expect(codeOf(() => checkTimes(claims, policy, at))).toBe(code);
    }
  });
});

describe('maxTokenAge', () => {
  const policy = { maxTokenAge: 10 };
  const claims = { ...accessClaims, iat: now };

  it('ends the token at that very age, whatever its exp', () => {
    expect(codeFor(claims, policy, now + 10 - millisecond)).toBeUndefined();
    expect(codeFor(claims, policy, now + 10)).toBe('token_expired');
  });

  it('is granted no clock tolerance', () => {
    const tolerant = { ...policy, clockTolerance: 5 };

    expect(codeFor(claims, tolerant, now + 10 - millisecond)).toBeUndefined();
    expect(codeFor(claims, tolerant, now + 10)).toBe('token_expired');
  });

  it('refuses a token that was issued in the future', () => {
    expect(codeFor(claims, policy, now)).toBeUndefined();
    expect(codeFor(claims, policy, now - millisecond)).toBe('token_not_active');
  });

  it('grants the future the clock tolerance, and no more', () => {
    const tolerant = { ...policy, clockTolerance: 5 };

    expect(codeFor(claims, tolerant, now - 5)).toBeUndefined();
    expect(codeFor(claims, tolerant, now - 5 - millisecond)).toBe(
      'token_not_active',
    );
  });

  it('is not checked if it is not set', () => {
    expect(codeFor({ ...accessClaims, iat: 0 })).toBeUndefined();
  });
});
