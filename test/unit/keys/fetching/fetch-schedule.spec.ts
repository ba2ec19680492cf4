import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FetchSchedule } from '../../../../lib/keys/fetch-schedule.js';

describe('FetchSchedule', () => {
  let schedule: FetchSchedule;

  beforeEach(() => {
    // In the middle of the spread, so that a delay is what the back-off says.
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    schedule = new FetchSchedule();
  });

  afterEach(() => {
    vi.restoreAllMocks();
  });

  describe('for a request without keys', () => {
    it('allows a fetch at once', () => {
      expect(schedule.isFailing).toBe(false);
      expect(schedule.pause(0)).toBe(0);
      expect(schedule.pause(-1_000)).toBe(0);
    });

    it('allows another at once after each of two failures', () => {
      expect(schedule.failed(1_000)).toBe(250);
      expect(schedule.isFailing).toBe(true);
      expect(schedule.pause(1_000)).toBe(0);
      expect(schedule.failed(1_000)).toBe(500);
      expect(schedule.pause(1_000)).toBe(0);
    });

    it('sets a pause after the third failure', () => {
      schedule.failed(0);
      schedule.failed(0);

      expect(schedule.failed(1_000)).toBe(1_000);
      expect(schedule.pause(1_000)).toBe(1_000);
      expect(schedule.pause(1_999)).toBe(1);
      expect(schedule.pause(2_000)).toBe(0);
      expect(schedule.pause(5_000)).toBe(0);
    });

    it('forgets all failures after a success', () => {
      schedule.failed(0);
      schedule.failed(0);
      schedule.failed(0);
      schedule.succeeded();

      expect(schedule.isFailing).toBe(false);
      expect(schedule.pause(0)).toBe(0);
      expect(schedule.failed(0)).toBe(250);
      expect(schedule.pause(0)).toBe(0);
    });
  });
});
