import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeySetFixture, outcomeOf, someKey } from './key-set.js';

const a = someKey();

describe('A key set that cannot be fetched', () => {
  let fixture: KeySetFixture;

  /** Asks for a key; where that causes a fetch, it fails. */
  const ask = async (): Promise<unknown> => {
    const before = fixture.fetches;
    const outcome = outcomeOf(fixture.keySet.find('a'));
    if (fixture.fetches > before) {
      await fixture.breakDown();
    }
    return outcome;
  };

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    // In the middle of the spread: a back-off of 250, 500, 1,000 … ms.
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    fixture = new KeySetFixture();
  });

  afterEach(() => {
    fixture.keySet.close();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('is tried again at once by the next two requests', async () => {
    expect(await ask()).toBe('keys_unavailable 1');
    expect(await ask()).toBe('keys_unavailable 1');
    expect(await ask()).toBe('keys_unavailable 1');
    expect(fixture.fetches).toBe(3);
  });

  it('is then left in peace for the back-off', async () => {
    await ask();
    await ask();
    await ask();

    expect(await ask()).toBe('keys_unavailable 1');
    await fixture.pass(999);
    expect(await ask()).toBe('keys_unavailable 1');
    expect(fixture.fetches).toBe(3);

    await fixture.pass(1);
    expect(await ask()).toBe('keys_unavailable 2');
    expect(fixture.fetches).toBe(4);
  });

  it('tells those who ask how long that is', async () => {
    await ask();
    await ask();
    await ask();
    await fixture.pass(1_000);
    await ask();
    await fixture.pass(2_000);

    expect(await ask()).toBe('keys_unavailable 4');
    await fixture.pass(1_000);
    expect(await ask()).toBe('keys_unavailable 3');
  });

  it('is not fetched while nobody asks', async () => {
    await ask();
    await fixture.pass(86_400_000);

    expect(fixture.fetches).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is back with the first fetch that succeeds', async () => {
    await ask();
    const search = fixture.keySet.find('a');
    await fixture.answer({ a });

    expect(await search).toBe(a);
    expect(fixture.observed).toEqual(['failing: Error: down', 'recovered']);
  });

  it('is told of once, not for each attempt', async () => {
    await ask();
    await ask();
    await ask();

    expect(fixture.observed).toEqual(['failing: Error: down']);
  });

  it('is told of again after it was back', async () => {
    await ask();
    await fixture.load({ a });
    const outcome = outcomeOf(fixture.keySet.prefetch());
    await fixture.breakDown(new Error('down again'));
    await outcome;

    expect(fixture.observed).toEqual([
      'failing: Error: down',
      'recovered',
      'failing: Error: down again',
    ]);
  });

  it('is fetched by a prefetch whatever the back-off', async () => {
    await ask();
    await ask();
    await ask();
    await fixture.load({ a });

    expect(await fixture.keySet.find('a')).toBe(a);
  });
});
