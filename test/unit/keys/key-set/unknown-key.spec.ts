import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeySetFixture, outcomeOf, someKey } from './key-set.fixture.js';

const [a, b] = [someKey(), someKey()];

describe('A key that a set does not have', () => {
  let fixture: KeySetFixture;

  const search = (): Promise<unknown> => outcomeOf(fixture.keySet.find('b'));

  /** Asks for it, where that causes a fetch that has no news. */
  const searchInVain = async (): Promise<unknown> => {
    const outcome = search();
    await fixture.answer({ a });
    return outcome;
  };

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    fixture = new KeySetFixture();
    await fixture.load({ a });
  });

  afterEach(() => {
    fixture.keySet.close();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('causes a fetch, and is found where it was rotated in', async () => {
    const outcome = search();
    await fixture.answer({ a, b });

    expect(await outcome).toBe(b);
    expect(fixture.fetches).toBe(2);
  });

  it('is not found where the issuer has none', async () => {
    expect(await searchInVain()).toBeUndefined();
  });

  it('causes no second fetch within the cooldown', async () => {
    await searchInVain();
    await fixture.pass(29_999);

    expect(await search()).toBeUndefined();
    expect(fixture.fetches).toBe(2);
  });

  it('causes one again when the cooldown is over', async () => {
    await searchInVain();
    await fixture.pass(30_000);
    await searchInVain();

    expect(fixture.fetches).toBe(3);
  });

  it('cannot lengthen the cooldown, however often it is asked for', async () => {
    await searchInVain();
    for (let second = 1; second < 30; second += 1) {
      await fixture.pass(1_000);
      expect(await search()).toBeUndefined();
    }
    expect(fixture.fetches).toBe(2);

    await fixture.pass(1_000);
    const outcome = search();
    await fixture.answer({ a, b });
    expect(await outcome).toBe(b);
  });

  it('has a cooldown from the attempt on, not from its end', async () => {
    const outcome = search();
    await fixture.pass(2_000);
    await fixture.answer({ a });
    await outcome;

    await fixture.pass(27_999);
    expect(await search()).toBeUndefined();
    await fixture.pass(1);
    await searchInVain();
    expect(fixture.fetches).toBe(3);
  });

  it('causes one fetch for a flood of different ids', async () => {
    const flood = Array.from({ length: 1_000 }, (_, index) =>
      fixture.keySet.find(`forged-${index}`),
    );
    await fixture.answer({ a });

    expect(new Set(await Promise.all(flood))).toEqual(new Set([undefined]));
    expect(await fixture.keySet.find('forged')).toBeUndefined();
    expect(fixture.fetches).toBe(2);
  });

  it('is waited for with the refresh, which takes no turn', async () => {
    await fixture.pass(480_000);
    expect(fixture.fetches).toBe(2);
    await searchInVain();
    expect(fixture.fetches).toBe(2);

    await searchInVain();
    expect(fixture.fetches).toBe(3);
  });

  it('has a cooldown of its own length', async () => {
    fixture.keySet.close();
    fixture = new KeySetFixture({ unknownKeyCooldown: 10 });
    await fixture.load({ a });
    await searchInVain();
    await fixture.pass(9);
    expect(await search()).toBeUndefined();

    await fixture.pass(1);
    await searchInVain();
    expect(fixture.fetches).toBe(3);
  });
});

describe('A key that a set does not have, while fetches fail,', () => {
  let fixture: KeySetFixture;

  const search = (): Promise<unknown> => outcomeOf(fixture.keySet.find('b'));

  const searchAndFail = async (): Promise<unknown> => {
    const outcome = search();
    await fixture.breakDown();
    return outcome;
  };

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    fixture = new KeySetFixture();
    await fixture.load({ a });
  });

  afterEach(() => {
    fixture.keySet.close();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('cannot be told apart from a new one: 503', async () => {
    expect(await searchAndFail()).toBe('keys_unavailable 1');
  });

  it('leaves the known keys alone', async () => {
    await searchAndFail();

    expect(await fixture.keySet.find('a')).toBe(a);
  });

  it('causes no fetch within the cooldown, which counts attempts', async () => {
    await searchAndFail();
    expect(await search()).toBe('keys_unavailable 30');
    await fixture.pass(100);
    expect(await search()).toBe('keys_unavailable 30');

    expect(fixture.fetches).toBe(2);
  });

  it('is told the rest of the cooldown', async () => {
    await searchAndFail();
    for (const retryInBackground of [250, 500, 1_000]) {
      await fixture.pass(retryInBackground);
      await fixture.breakDown();
    }
    await fixture.pass(1_500);

    expect(await search()).toBe('keys_unavailable 27');
    expect(fixture.fetches).toBe(5);
  });

  it('is found as soon as a fetch succeeds', async () => {
    await searchAndFail();
    await fixture.pass(250);
    const outcome = search();
    await fixture.answer({ a, b });

    expect(await outcome).toBe(b);
  });

  it('is unknown again when they succeed without it', async () => {
    await searchAndFail();
    await fixture.pass(250);
    await fixture.answer({ a });

    expect(await search()).toBeUndefined();
    expect(fixture.fetches).toBe(3);
  });
});
