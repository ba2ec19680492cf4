import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FetchSchedule } from '../../../../lib/keys/fetch-schedule.js';

describe('FetchSchedule', () => {
  let schedule: FetchSchedule;

  beforeEach(() => {
    // In the middle of the spread, so that a delay is what the back-off says.
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    schedule = new FetchSchedule(30_000);
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

  describe('for an unknown key', () => {
    it('allows a fetch at once, whatever the clock says', () => {
      expect(schedule.takeUnknownKeyTurn(-5_000)).toBe(0);
    });

    it('makes others wait for the rest of the cooldown', () => {
      schedule.takeUnknownKeyTurn(1_000);

      expect(schedule.takeUnknownKeyTurn(1_000)).toBe(30_000);
      expect(schedule.takeUnknownKeyTurn(30_999)).toBe(1);
    });

    it('allows a fetch after it, which begins the next', () => {
      schedule.takeUnknownKeyTurn(1_000);

      expect(schedule.takeUnknownKeyTurn(31_000)).toBe(0);
      expect(schedule.takeUnknownKeyTurn(31_000)).toBe(30_000);
    });

    it('does not begin it anew for those who ask in between', () => {
      schedule.takeUnknownKeyTurn(0);
      for (let now = 1; now < 30_000; now += 1_000) {
        schedule.takeUnknownKeyTurn(now);
      }

      expect(schedule.takeUnknownKeyTurn(30_000)).toBe(0);
    });

    it('keeps the cooldown after a failure and a success', () => {
      schedule.takeUnknownKeyTurn(0);
      schedule.failed(10);
      schedule.succeeded();

      expect(schedule.takeUnknownKeyTurn(10_000)).toBe(20_000);
    });
  });
});
