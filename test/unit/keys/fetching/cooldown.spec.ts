import { beforeEach, describe, expect, it } from 'vitest';
import { Cooldown } from '../../../../lib/keys/cooldown.js';

describe('Cooldown', () => {
  let cooldown: Cooldown;

  beforeEach(() => {
    cooldown = new Cooldown(30_000);
  });

  it('allows a turn at once, whatever the clock says', () => {
    expect(cooldown.takeTurn(-5_000)).toBe(0);
  });

  it('makes others wait for the rest of the cooldown', () => {
    cooldown.takeTurn(1_000);

    expect(cooldown.takeTurn(1_000)).toBe(30_000);
    expect(cooldown.takeTurn(30_999)).toBe(1);
  });

  it('allows a turn after it, which begins the next', () => {
    cooldown.takeTurn(1_000);

    expect(cooldown.takeTurn(31_000)).toBe(0);
    expect(cooldown.takeTurn(31_000)).toBe(30_000);
  });

  it('does not begin it anew for those who ask in between', () => {
    cooldown.takeTurn(0);
    for (let now = 1; now < 30_000; now += 1_000) {
      cooldown.takeTurn(now);
    }

    expect(cooldown.takeTurn(30_000)).toBe(0);
  });
});
