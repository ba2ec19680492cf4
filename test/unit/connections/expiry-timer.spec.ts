import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closeAtEnd } from '../../../lib/connections/expiry-timer.js';

const day = 24 * 60 * 60 * 1000;

describe('closeAtEnd', () => {
  let closed: number;
  const close = () => {
    closed += 1;
  };

  beforeEach(() => {
    closed = 0;
    vi.useFakeTimers({ now: 1_000_000 });
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('closes at the end of the token, once', () => {
    closeAtEnd({ validUntil: Date.now() + 5000 }, close);
    vi.advanceTimersByTime(4999);
    expect(closed).toBe(0);
    vi.advanceTimersByTime(1);
    expect(closed).toBe(1);
    vi.advanceTimersByTime(day);
    expect(closed).toBe(1);
  });

  it.each([0, -1, -day])('closes at once %d ms before now', (left) => {
    closeAtEnd({ validUntil: Date.now() + left }, close);
    expect(closed).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  // Node would run a timer at once that is longer than 2^31 - 1 ms.
  it('waits for a token of 90 days', () => {
    closeAtEnd({ validUntil: Date.now() + 90 * day }, close);
    vi.advanceTimersByTime(90 * day - 1);
    expect(closed).toBe(0);
    vi.advanceTimersByTime(1);
    expect(closed).toBe(1);
  });

  it('does not close a connection that has closed before', () => {
    const cancel = closeAtEnd({ validUntil: Date.now() + 90 * day }, close);
    vi.advanceTimersByTime(40 * day);
    cancel();
    cancel();
    vi.advanceTimersByTime(90 * day);
    expect(closed).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not keep the process running', () => {
    vi.useRealTimers();
    const running = () =>
      process.getActiveResourcesInfo().filter((name) => name === 'Timeout');
    const { length } = running();
    const cancel = closeAtEnd({ validUntil: Date.now() + day }, close);
    expect(running()).toHaveLength(length);
    cancel();
  });
});
