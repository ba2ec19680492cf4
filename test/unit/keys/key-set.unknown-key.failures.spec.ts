import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeySetFixture, outcomeOf, someKey } from './key-set.js';

const [a, b] = [someKey(), someKey()];

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
