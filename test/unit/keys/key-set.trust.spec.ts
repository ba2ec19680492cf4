import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeySetFixture, outcomeOf, someKey } from './key-set.js';

const [a, b] = [someKey(), someKey()];

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

  it('is left alone when trust has ended, until somebody asks', async () => {
    await fixture.pass(3_000);
    expect(fixture.fetches).toBe(2);
    await fixture.breakDown();
    await fixture.pass(86_400_000);
    expect(fixture.fetches).toBe(2);

    const search = fixture.keySet.find('a');
    expect(fixture.fetches).toBe(3);
    await fixture.answer({ a: b });
    expect(await search).toBe(b);
  });

  it('is not trusted again because somebody asks', async () => {
    await fixture.pass(3_000);
    const search = outcomeOf(fixture.keySet.find('a'));
    await fixture.breakDown();

    expect(await search).toBe('keys_unavailable 1');
    expect(fixture.keySet.get('a')).toBeUndefined();
  });
});
