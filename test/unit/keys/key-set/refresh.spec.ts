import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeySetFixture, someKey } from './key-set.fixture.js';

const [a, b] = [someKey(), someKey()];

describe('The refresh of a key set', () => {
  let fixture: KeySetFixture;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    fixture = new KeySetFixture({ maxAge: 100_000 });
  });

  afterEach(() => {
    fixture.keySet.close();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it.each([
    [0, 75_000],
    [0.5, 80_000],
    [1, 85_000],
  ])('starts before maxAge, with a spread (%d: %d ms)', async (random, at) => {
    vi.spyOn(Math, 'random').mockReturnValue(random);
    await fixture.load({ a });
    await fixture.pass(at - 1);
    expect(fixture.fetches).toBe(1);

    await fixture.pass(1);
    expect(fixture.fetches).toBe(2);
  });

  it('goes on for as long as the application runs', async () => {
    await fixture.load({ a });
    await fixture.pass(80_000);
    await fixture.answer({ b });
    expect(fixture.keySet.get('b')).toBe(b);

    await fixture.pass(79_999);
    expect(fixture.fetches).toBe(2);
    await fixture.pass(1);
    expect(fixture.fetches).toBe(3);
  });

  it('starts anew with a set that was fetched for a request', async () => {
    await fixture.load({ a });
    await fixture.pass(60_000);
    const search = fixture.keySet.find('b');
    await fixture.answer({ a, b });
    await search;

    await fixture.pass(79_999);
    expect(fixture.fetches).toBe(2);
    await fixture.pass(1);
    expect(fixture.fetches).toBe(3);
  });

  it('does not hold up those who ask for known keys', async () => {
    await fixture.load({ a });
    await fixture.pass(80_000);

    expect(fixture.fetches).toBe(2);
    expect(await fixture.keySet.find('a')).toBe(a);
  });

  it('is shared by those who ask for unknown keys', async () => {
    await fixture.load({ a });
    await fixture.pass(80_000);
    const searches = [fixture.keySet.find('b'), fixture.keySet.find('c')];
    await fixture.answer({ a, b });

    expect(await Promise.all(searches)).toEqual([b, undefined]);
    expect(fixture.fetches).toBe(2);
  });

  it('joins a fetch that is under way', async () => {
    await fixture.load({ a });
    await fixture.pass(79_999);
    const search = fixture.keySet.find('b');
    await fixture.pass(1);

    expect(fixture.fetches).toBe(2);
    await fixture.answer({ a, b });
    expect(await search).toBe(b);
  });

  it('is repeated with a back-off where it fails', async () => {
    await fixture.load({ a });
    await fixture.pass(80_000);
    await fixture.breakDown();

    await fixture.pass(249);
    expect(fixture.fetches).toBe(2);
    await fixture.pass(1);
    expect(fixture.fetches).toBe(3);
    await fixture.breakDown();

    await fixture.pass(499);
    expect(fixture.fetches).toBe(3);
    await fixture.pass(1);
    expect(fixture.fetches).toBe(4);
  });

  it('leaves the last good keys in place where it fails', async () => {
    await fixture.load({ a });
    await fixture.pass(80_000);
    await fixture.breakDown();

    expect(fixture.keySet.get('a')).toBe(a);
    expect(await fixture.keySet.find('a')).toBe(a);
    expect(fixture.observed).toEqual(['failing: Error: down']);
  });

  it('goes back to its usual time when it succeeds again', async () => {
    await fixture.load({ a });
    await fixture.pass(80_000);
    await fixture.breakDown();
    await fixture.pass(250);
    await fixture.answer({ b });
    expect(fixture.observed).toEqual(['failing: Error: down', 'recovered']);

    await fixture.pass(79_999);
    expect(fixture.fetches).toBe(3);
    await fixture.pass(1);
    expect(fixture.fetches).toBe(4);
  });

  it('does not keep the process alive', async () => {
    vi.useRealTimers();
    const timers = (): string[] =>
      process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout');
    const before = timers().length;
    await fixture.load({ a });

    expect(timers()).toHaveLength(before);
  });
});
