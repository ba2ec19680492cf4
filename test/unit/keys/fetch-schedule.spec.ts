import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FetchSchedule } from '../../../lib/keys/fetch-schedule.js';

describe('FetchSchedule', () => {
  let attempts: FetchSchedule;

  beforeEach(() => {
    // In the middle of the spread, so that a delay is what the back-off says.
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    attempts = new FetchSchedule(30_000);
  });

  afterEach(() => {
    vi.restoreAllMocks();
  });

  describe('for a request without keys', () => {
    it('may be made at once', () => {
      expect(attempts.isFailing).toBe(false);
      expect(attempts.pause(0)).toBe(0);
      expect(attempts.pause(-1_000)).toBe(0);
    });

    it('may be made again at once after each of two failures', () => {
      expect(attempts.failed(1_000)).toBe(250);
      expect(attempts.isFailing).toBe(true);
      expect(attempts.pause(1_000)).toBe(0);
      expect(attempts.failed(1_000)).toBe(500);
      expect(attempts.pause(1_000)).toBe(0);
    });

    it('have to wait after the third failure', () => {
      attempts.failed(0);
      attempts.failed(0);

      expect(attempts.failed(1_000)).toBe(1_000);
      expect(attempts.pause(1_000)).toBe(1_000);
      expect(attempts.pause(1_999)).toBe(1);
      expect(attempts.pause(2_000)).toBe(0);
      expect(attempts.pause(5_000)).toBe(0);
    });

    it('are all forgiven by a success', () => {
      attempts.failed(0);
      attempts.failed(0);
      attempts.failed(0);
      attempts.succeeded();

      expect(attempts.isFailing).toBe(false);
      expect(attempts.pause(0)).toBe(0);
      expect(attempts.failed(0)).toBe(250);
      expect(attempts.pause(0)).toBe(0);
    });
  });

  describe('for an unknown key', () => {
    it('may be made at once, whatever the clock says', () => {
      expect(attempts.takeUnknownKeyTurn(-5_000)).toBe(0);
    });

    it('have to wait for the rest of the cooldown', () => {
      attempts.takeUnknownKeyTurn(1_000);

      expect(attempts.takeUnknownKeyTurn(1_000)).toBe(30_000);
      expect(attempts.takeUnknownKeyTurn(30_999)).toBe(1);
    });

    it('may be made when it is over, and begin the next', () => {
      attempts.takeUnknownKeyTurn(1_000);

      expect(attempts.takeUnknownKeyTurn(31_000)).toBe(0);
      expect(attempts.takeUnknownKeyTurn(31_000)).toBe(30_000);
    });

    it('are not put off by those who ask in between', () => {
      attempts.takeUnknownKeyTurn(0);
      for (let now = 1; now < 30_000; now += 1_000) {
        attempts.takeUnknownKeyTurn(now);
      }

      expect(attempts.takeUnknownKeyTurn(30_000)).toBe(0);
    });

    it('keep the cooldown through failure and success', () => {
      attempts.takeUnknownKeyTurn(0);
      attempts.failed(10);
      attempts.succeeded();

      expect(attempts.takeUnknownKeyTurn(10_000)).toBe(20_000);
    });
  });
});
