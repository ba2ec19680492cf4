import { describe, expect, it } from 'vitest';
import { validityOf } from '../../../lib/token/check-claims.js';
import { accessClaims, codeFor, now } from './claims.js';

const millisecond = 0.001;
const noTimes = [undefined, null, '1900000000', NaN, Infinity, -Infinity, []];

describe('exp', () => {
  const claims = { ...accessClaims, exp: now };

  it('ends the token at that very moment', () => {
    expect(codeFor(claims, {}, now - millisecond)).toBeUndefined();
    expect(codeFor(claims, {}, now)).toBe('token_expired');
    expect(codeFor(claims, {}, now + 3600)).toBe('token_expired');
  });

  it('is granted the clock tolerance, and no more', () => {
    const rules = { clockTolerance: 5 };

    expect(codeFor(claims, rules, now + 5 - millisecond)).toBeUndefined();
    expect(codeFor(claims, rules, now + 5)).toBe('token_expired');
  });

  it.each(noTimes)('must be a time, not %s', (exp) => {
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
    const rules = { clockTolerance: 5 };

    expect(codeFor(claims, rules, now - 5)).toBeUndefined();
    expect(codeFor(claims, rules, now - 5 - millisecond)).toBe(
      'token_not_active',
    );
  });

  it.each(noTimes.slice(1))('must be a time, not %s', (nbf) => {
    expect(codeFor({ ...accessClaims, nbf })).toBe('token_not_active');
  });
});

describe('A token that has ended before it starts', () => {
  it('is told that it ended: waiting would not help', () => {
    expect(codeFor({ ...accessClaims, exp: now, nbf: now + 60 })).toBe(
      'token_expired',
    );
  });
});

describe('iat', () => {
  it.each(noTimes)('must be a time, not %s', (iat) => {
    expect(codeFor({ ...accessClaims, iat })).toBe('token_malformed');
  });

  it('may lie in the future where no age is limited', () => {
    expect(codeFor({ ...accessClaims, iat: now + 30 })).toBeUndefined();
  });
});

describe('validityOf', () => {
  const times = { exp: now + 60, nbf: now - 30, iat: now - 20 };

  it('is from nbf to exp', () => {
    const rules = { clockTolerance: 0, maxTokenAge: undefined };

    expect(validityOf(times, rules)).toStrictEqual({
      from: (now - 30) * 1000,
      until: (now + 60) * 1000,
    });
    expect(validityOf({ ...times, nbf: undefined }, rules).from).toBe(
      -Infinity,
    );
  });

  it('is within iat and the longest age, where one is set', () => {
    const rules = { clockTolerance: 0, maxTokenAge: 50 };

    expect(validityOf(times, rules)).toStrictEqual({
      from: (now - 20) * 1000,
      until: (now + 30) * 1000,
    });
    expect(
      validityOf({ exp: now + 10, nbf: now, iat: now - 20 }, rules),
    ).toStrictEqual({ from: now * 1000, until: (now + 10) * 1000 });
  });

  it('is widened by the clock tolerance to both sides', () => {
    const rules = { clockTolerance: 5, maxTokenAge: undefined };

    expect(validityOf(times, rules)).toStrictEqual({
      from: (now - 35) * 1000,
      until: (now + 65) * 1000,
    });
  });
});

describe('maxTokenAge', () => {
  const rules = { maxTokenAge: 10 };
  const claims = { ...accessClaims, iat: now };

  it('ends the token at that very age, whatever its exp', () => {
    expect(codeFor(claims, rules, now + 10 - millisecond)).toBeUndefined();
    expect(codeFor(claims, rules, now + 10)).toBe('token_expired');
  });

  it('is granted no clock tolerance', () => {
    const tolerant = { ...rules, clockTolerance: 5 };

    expect(codeFor(claims, tolerant, now + 10 - millisecond)).toBeUndefined();
    expect(codeFor(claims, tolerant, now + 10)).toBe('token_expired');
  });

  it('refuses a token that was issued in the future', () => {
    expect(codeFor(claims, rules, now)).toBeUndefined();
    expect(codeFor(claims, rules, now - millisecond)).toBe('token_not_active');
  });

  it('forgives the future by the clock tolerance, and no more', () => {
    const tolerant = { ...rules, clockTolerance: 5 };

    expect(codeFor(claims, tolerant, now - 5)).toBeUndefined();
    expect(codeFor(claims, tolerant, now - 5 - millisecond)).toBe(
      'token_not_active',
    );
  });

  it('does not bother where it is not set', () => {
    expect(codeFor({ ...accessClaims, iat: 0 })).toBeUndefined();
  });
});
