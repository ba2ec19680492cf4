import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { closeAtEnd } from '../../../lib/connections/expiry-timer.js';

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});

afterEach(() => {
  vi.useRealTimers();
});

const day = 86_400_000;

it.each([1_000, 40 * day, 400 * day])(
  'A connection closes once, at its end after %i ms',
  (validUntil) => {
    const close = vi.fn();
    closeAtEnd({ validUntil }, close);

    vi.advanceTimersByTime(validUntil - 1);
    expect(close).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2);
    expect(close).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  },
);

it('A connection does not close if it was stopped', () => {
  const close = vi.fn();
  const stop = closeAtEnd({ validUntil: 40 * day }, close);
  vi.advanceTimersByTime(30 * day);
  stop();

  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(30 * day);
  expect(close).not.toHaveBeenCalled();
});

it('A connection whose end has passed closes in a turn of its own', () => {
  const close = vi.fn();
  const stop = closeAtEnd({ validUntil: -1 }, close);
  expect(close).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(close).toHaveBeenCalledOnce();
  stop();
});

it('A connection waits on if the clock was set back', () => {
  const close = vi.fn();
  closeAtEnd({ validUntil: 10_000 }, close);
  vi.setSystemTime(-10_000);
  vi.advanceTimersByTime(10_000);
  expect(close).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10_001);
  expect(close).toHaveBeenCalledOnce();
});

it('The timer of a connection keeps no process alive', () => {
  vi.useRealTimers();
  const started = vi.spyOn(globalThis, 'setTimeout');
  const stop = closeAtEnd({ validUntil: Date.now() + day }, () => undefined);
  const timer = started.mock.results[0]?.value as NodeJS.Timeout;

  expect(timer.hasRef()).toBe(false);
  stop();
  started.mockRestore();
});
