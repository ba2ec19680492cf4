import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  Revocation,
  RevocationStore,
} from '../../../lib/options/revocations-options.interface.js';
import { RevocationReader } from '../../../lib/revocation/revocation-reader.js';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A store whose reads take 100 milliseconds. */
class SlowStore implements RevocationStore {
  reads = 0;
  readonly listeners = new Set<() => void>();
  readonly revocations: Revocation[] = [];

  async list(): Promise<readonly Revocation[]> {
    this.reads += 1;
    await new Promise((resolve) => setTimeout(resolve, 100));
    return [...this.revocations];
  }

  async add(revocation: Revocation): Promise<void> {
    this.revocations.push(revocation);
    this.listeners.forEach((changed) => changed());
  }

  subscribe(changed: () => void): () => void {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  }
}

const revocation = {
  userPoolId: 'eu-west-1_pool',
  kind: 'user',
  id: 'sub',
  until: 2_000,
} as const;

function start() {
  const store = new SlowStore();
  const taken: number[] = [];
  const reader = new RevocationReader(
    { store, refreshEvery: 1_000, staleIfError: 60_000 },
    (revocations) => taken.push(revocations.length),
  );
  return { store, taken, reader, started: reader.start() };
}

describe('RevocationReader', () => {
  it('reads again at once after a change that came during a read', async () => {
    const { store, taken, reader } = start();
    await vi.advanceTimersByTimeAsync(99);
    await store.add(revocation);
    await store.add(revocation);
    expect(store.reads).toBe(1);

    await vi.advanceTimersByTimeAsync(101);
    expect(store.reads).toBe(2);
    await vi.advanceTimersByTimeAsync(100);
    expect(taken).toEqual([2, 2]);
    await vi.advanceTimersByTimeAsync(850);
    expect(store.reads).toBe(2);
    await vi.advanceTimersByTimeAsync(100);
    expect(store.reads).toBe(3);
    reader.stop();
  });

  it('reads at once after a change between two reads', async () => {
    const { store, taken, reader, started } = start();
    await vi.advanceTimersByTimeAsync(100);
    await started;
    await store.add(revocation);
    await vi.advanceTimersByTimeAsync(100);

    expect(taken).toEqual([0, 1]);
    reader.stop();
  });

  it('reads no more after it was stopped', async () => {
    const { store, reader } = start();
    const changed = [...store.listeners];
    await vi.advanceTimersByTimeAsync(50);
    reader.stop();
    changed.forEach((tell) => tell());
    await vi.advanceTimersByTimeAsync(100);
    changed.forEach((tell) => tell());
    await vi.advanceTimersByTimeAsync(10_000);

    expect(store.reads).toBe(1);
    expect(store.listeners.size).toBe(0);
  });

  it('needs no push of the store', async () => {
    const store = { list: vi.fn(async () => []), add: async () => undefined };
    const options = { store, refreshEvery: 1_000, staleIfError: 60_000 };
    const reader = new RevocationReader(options, () => undefined);
    await reader.start();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(store.list).toHaveBeenCalledTimes(2);
    reader.stop();
    await vi.advanceTimersByTimeAsync(10_000);

    expect(store.list).toHaveBeenCalledTimes(2);
  });
});
