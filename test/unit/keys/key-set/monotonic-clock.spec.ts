import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { monotonicClock } from '../../../../lib/keys/monotonic-clock.js';

describe('monotonicClock', () => {
  it('counts milliseconds', async () => {
    const start = monotonicClock.now();
    await setTimeout(20);

    expect(monotonicClock.now() - start).toBeGreaterThanOrEqual(19);
  });

  it('does not care what the wall clock is set to', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const start = monotonicClock.now();
    vi.setSystemTime(Date.now() - 3_600_000);

    expect(monotonicClock.now()).toBeGreaterThanOrEqual(start);
    vi.useRealTimers();
  });
});
