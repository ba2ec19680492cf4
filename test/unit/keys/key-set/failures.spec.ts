import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeySetFixture, outcomeOf, someKey } from './key-set.fixture.js';

const [a, b] = [someKey(), someKey()];

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

describe('A key set that was fetched, and cannot be fetched again', () => {
  let fixture: KeySetFixture;

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    fixture = new KeySetFixture({ maxAge: 1_000, staleIfError: 2_000 });
    await fixture.load({ a });
  });

  afterEach(() => {
    fixture.keySet.close();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('is trusted up to maxAge and staleIfError, and no longer', async () => {
    await fixture.pass(2_999);
    expect(fixture.keySet.get('a')).toBe(a);
    expect(await fixture.keySet.find('a')).toBe(a);

    await fixture.pass(1);
    expect(fixture.keySet.get('a')).toBeUndefined();
    expect(fixture.keySet.isLoaded).toBe(true);
  });

  it('is trusted anew with each fetch that succeeds', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    await fixture.load({ a });
    await fixture.pass(800);
    await fixture.answer({ a });
    await fixture.pass(800);

    await fixture.pass(2_199);
    expect(fixture.keySet.get('a')).toBe(a);
    await fixture.pass(1);
    expect(fixture.keySet.get('a')).toBeUndefined();
  });

  it('is trusted for maxAge where staleIfError is 0', async () => {
    fixture = new KeySetFixture({ maxAge: 1_000, staleIfError: 0 });
    await fixture.load({ a });
    await fixture.pass(999);
    expect(fixture.keySet.get('a')).toBe(a);

    await fixture.pass(1);
    expect(fixture.keySet.get('a')).toBeUndefined();
  });

  it('is fetched until it is back, also when trust has ended', async () => {
    await fixture.pass(3_000);
    expect(fixture.fetches).toBe(2);
    await fixture.breakDown();
    expect(fixture.keySet.state.status).toBe('missing');
    await fixture.pass(12_500);
    expect(fixture.fetches).toBe(3);
    await fixture.answer({ a: b });

    expect(fixture.keySet.get('a')).toBe(b);
    expect(fixture.keySet.state.status).toBe('fresh');
  });

  it('is not trusted again because somebody asks', async () => {
    await fixture.pass(3_000);
    const search = outcomeOf(fixture.keySet.find('a'));
    await fixture.breakDown();

    expect(await search).toBe('keys_unavailable 1');
    expect(fixture.keySet.get('a')).toBeUndefined();
  });
});
