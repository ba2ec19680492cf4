import { afterEach, describe, expect, it, vi } from 'vitest';
import { backOff } from '../../../../lib/keys/back-off.js';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('backOff', () => {
  it.each([
    [1, 250],
    [2, 500],
    [3, 1_000],
    [6, 8_000],
    [7, 10_000],
    [8, 10_000],
    [2_000, 10_000],
  ])('after %d failures is %d ms', (failures, delay) => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);

    expect(backOff(failures)).toBe(delay);
  });

  it('is spread by a quarter to either side', () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    expect(backOff(3)).toBe(750);
    expect(backOff(100)).toBe(7_500);

    vi.spyOn(Math, 'random').mockReturnValue(0.999_999);
    expect(backOff(3)).toBeCloseTo(1_250, 2);
    expect(backOff(100)).toBeCloseTo(12_500, 1);
  });

  it('differs from time to time', () => {
    const delays = new Set(Array.from({ length: 20 }, () => backOff(1)));

    expect(delays.size).toBeGreaterThan(1);
  });
});
