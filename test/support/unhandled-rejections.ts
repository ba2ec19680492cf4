import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect } from 'vitest';

/**
 * Fails a test of this block if it leaves a rejection that nobody handles: it
 * would end the process of an application.
 */
export function expectNoUnhandledRejection(): void {
  const rejections: unknown[] = [];
  const note = (reason: unknown): void => {
    rejections.push(reason);
  };

  beforeEach(() => {
    rejections.length = 0;
    process.on('unhandledRejection', note);
  });

  afterEach(async () => {
    // Rejections are told after the microtasks of the turn they happen in.
    await setImmediate();
    process.off('unhandledRejection', note);
    expect(rejections).toEqual([]);
  });
}
