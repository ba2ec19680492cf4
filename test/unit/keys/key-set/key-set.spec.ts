import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeySetFixture, outcomeOf, someKey } from './key-set.fixture.js';

const [a, b] = [someKey(), someKey()];

describe('KeySet', () => {
  let fixture: KeySetFixture;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    fixture = new KeySetFixture();
  });

  afterEach(() => {
    fixture.keySet.close();
    vi.useRealTimers();
  });

  describe('that was never fetched', () => {
    it('knows no key', () => {
      expect(fixture.keySet.get('a')).toBeUndefined();
      expect(fixture.keySet.isLoaded).toBe(false);
      expect(fixture.fetches).toBe(0);
    });

    it('is fetched for the first who asks', async () => {
      const search = fixture.keySet.find('a');
      expect(fixture.fetches).toBe(1);
      await fixture.answer({ a, b });

      expect(await search).toBe(a);
      expect(fixture.keySet.get('b')).toBe(b);
      expect(fixture.keySet.isLoaded).toBe(true);
    });

    it('is fetched once for all who ask', async () => {
      const searches = Array.from({ length: 200 }, (_, index) =>
        fixture.keySet.find(index % 2 === 0 ? 'a' : 'b'),
      );
      searches.push(fixture.keySet.find('c'));
      await fixture.answer({ a, b });

      const found = await Promise.all(searches);
      expect(found.filter((key) => key === a)).toHaveLength(100);
      expect(found.filter((key) => key === b)).toHaveLength(100);
      expect(found.at(-1)).toBeUndefined();
      expect(fixture.fetches).toBe(1);
    });

    it('is fetched at boot, by the same fetch', async () => {
      const prefetch = fixture.keySet.prefetch();
      const search = fixture.keySet.find('a');
      const second = fixture.keySet.prefetch();
      await fixture.answer({ a });

      await Promise.all([prefetch, second]);
      expect(await search).toBe(a);
      expect(fixture.fetches).toBe(1);
    });

    it('leaves those who ask for a key with 503 where it fails', async () => {
      const cause = new Error('down');
      const searches = [fixture.keySet.find('a'), fixture.keySet.prefetch()];
      const refused = Promise.all(
        searches.map((search) =>
          expect(search).rejects.toMatchObject({
            code: 'keys_unavailable',
            retryAfter: 1,
            cause,
          }),
        ),
      );
      await fixture.breakDown(cause);

      await refused;
      expect(fixture.keySet.isLoaded).toBe(false);
      expect(fixture.observed).toEqual(['failing: Error: down']);
    });
  });

  describe('that was fetched', () => {
    beforeEach(async () => {
      await fixture.load({ a });
    });

    it('gives known keys without a fetch', async () => {
      expect(await fixture.keySet.find('a')).toBe(a);
      expect(fixture.fetches).toBe(1);
    });

    it('gives known keys while a fetch is under way', async () => {
      const search = fixture.keySet.find('b');
      expect(fixture.fetches).toBe(2);

      expect(fixture.keySet.get('a')).toBe(a);
      expect(await fixture.keySet.find('a')).toBe(a);
      await fixture.answer({ a, b });
      expect(await search).toBe(b);
    });

    it('is replaced as a whole', async () => {
      const prefetch = fixture.keySet.prefetch();
      expect(fixture.fetches).toBe(2);
      await fixture.answer({ b });
      await prefetch;

      expect(fixture.keySet.get('a')).toBeUndefined();
      expect(fixture.keySet.get('b')).toBe(b);
    });

    it('tells nobody: that is the usual case', () => {
      expect(fixture.observed).toEqual([]);
    });
  });
});

describe('A key set that is closed', () => {
  let fixture: KeySetFixture;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    fixture = new KeySetFixture();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('is not refreshed any more', async () => {
    await fixture.load({ a });
    expect(vi.getTimerCount()).toBe(1);
    fixture.keySet.close();

    expect(vi.getTimerCount()).toBe(0);
    await fixture.pass(600_000);
    expect(fixture.fetches).toBe(1);
  });

  it('sets no timer for what arrives after that', async () => {
    const search = fixture.keySet.find('a');
    fixture.keySet.close();
    await fixture.answer({ a });

    expect(await search).toBe(a);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that is distrusted takes no keys any more', async () => {
    await fixture.load({ a });
    const search = fixture.keySet.find('b');
    fixture.keySet.distrust();
    await fixture.answer({ a, b });

    expect(await search).toBeUndefined();
    expect(fixture.keySet.get('a')).toBeUndefined();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells nobody of what fails after that', async () => {
    await fixture.load({ a });
    const search = outcomeOf(fixture.keySet.find('b'));
    fixture.keySet.close();
    await fixture.breakDown(new Error('aborted'));

    expect(await search).toBe('keys_unavailable 1');
    expect(fixture.observed).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
