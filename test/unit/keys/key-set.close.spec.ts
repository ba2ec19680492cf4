import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeySetFixture, outcomeOf, someKey } from './key-set.js';

const a = someKey();

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
