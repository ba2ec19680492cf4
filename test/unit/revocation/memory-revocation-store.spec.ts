import { afterEach, describe, expect, it, vi } from 'vitest';
import { MemoryRevocationStore } from '../../../lib/revocation/memory-revocation-store.js';

const revocation = {
  userPoolId: 'eu-west-1_pool',
  kind: 'session',
  id: 'sign-in',
  until: 2_000,
} as const;

afterEach(() => vi.useRealTimers());

describe('MemoryRevocationStore', () => {
  it('is empty at first', async () => {
    expect(await new MemoryRevocationStore().list()).toEqual([]);
  });

  it('lists what was added, as it was then', async () => {
    vi.useFakeTimers({ now: 1_000_000 });
    const store = new MemoryRevocationStore();
    const added = { ...revocation };
    await store.add(added);
    Object.assign(added, { id: 'another' });

    expect(await store.list()).toEqual([revocation]);
  });

  it('drops a revocation at the end of its time', async () => {
    vi.useFakeTimers({ now: 1_999_999 });
    const store = new MemoryRevocationStore();
    await store.add(revocation);
    expect(await store.list()).toHaveLength(1);

    vi.setSystemTime(2_000_000);
    expect(await store.list()).toEqual([]);
    vi.setSystemTime(1_000_000);
    expect(await store.list()).toEqual([]);
  });

  it('returns a list of its own each time', async () => {
    vi.useFakeTimers({ now: 1_000_000 });
    const store = new MemoryRevocationStore();
    const listed = await store.list();
    await store.add(revocation);

    expect(listed).toEqual([]);
  });

  it('tells each subscriber of additions, until it unsubscribes', async () => {
    const store = new MemoryRevocationStore();
    const [first, second] = [vi.fn(), vi.fn()];
    const unsubscribe = store.subscribe(first);
    store.subscribe(second);
    await store.add(revocation);
    unsubscribe();
    await store.add(revocation);

    expect(first).toHaveBeenCalledTimes(1);
    expect(second).toHaveBeenCalledTimes(2);
  });
});
