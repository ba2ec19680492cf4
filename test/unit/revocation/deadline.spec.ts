import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withDeadline } from '../../../lib/revocation/deadline.js';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('withDeadline()', () => {
  it('refuses to wait longer than its limit', async () => {
    const outcome = withDeadline(new Promise(() => undefined), 50).catch(
      (error: unknown) => error,
    );
    await vi.advanceTimersByTimeAsync(49);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);

    expect(await outcome).toEqual(new Error('no answer within 50 ms'));
  });

  it('returns the answer, and leaves no timer', async () => {
    expect(await withDeadline(Promise.resolve('answer'), 50)).toBe('answer');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('passes a failure on, and leaves no timer', async () => {
    const failure = new Error('the store is down');
    await expect(withDeadline(Promise.reject(failure), 50)).rejects.toBe(
      failure,
    );
    expect(vi.getTimerCount()).toBe(0);
  });
});
