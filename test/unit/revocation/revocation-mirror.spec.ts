import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MemoryRevocationStore } from '../../../lib/revocation/memory-revocation-store.js';
import { RevocationMirror } from '../../../lib/revocation/revocation-mirror.js';
import { userWith } from '../authorization/users.fixture.js';
import { errorOf, pool, resolve } from '../options/options.fixture.js';

const user = userWith({ jti: 'token' });

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

async function start(store = new MemoryRevocationStore()) {
  const limits = { refreshEvery: 5_000, staleIfError: 60_000 };
  const mirror = new RevocationMirror(
    resolve({ ...pool, revocations: { store, ...limits } }),
  );
  await mirror.onApplicationBootstrap();
  return mirror;
}

describe('RevocationMirror', () => {
  it('refuses nothing, and has no age, without the option', async () => {
    const mirror = new RevocationMirror(resolve(pool));
    await mirror.onApplicationBootstrap();
    mirror.beforeApplicationShutdown();

    expect(mirror.age).toBeUndefined();
    expect(mirror.isStale).toBe(false);
    expect(mirror.refuses(user)).toBe(false);
    expect(() => mirror.check(user)).not.toThrow();
  });

  it('is as old as its last read', async () => {
    const mirror = await start();
    expect(mirror.age).toBe(0);
    mirror.beforeApplicationShutdown();
    await vi.advanceTimersByTimeAsync(1_500);

    expect(mirror.age).toBe(1_500);
  });

  it('decides until it is too old, and then asks to wait', async () => {
    const mirror = await start();
    mirror.beforeApplicationShutdown();
    await vi.advanceTimersByTimeAsync(65_000);
    expect(mirror.isStale).toBe(false);
    await vi.advanceTimersByTimeAsync(1);

    expect(mirror.isStale).toBe(true);
    expect(mirror.refuses(user)).toBe(true);
    expect(errorOf(() => mirror.check(user))).toMatchObject({
      code: 'revocations_unavailable',
      retryAfter: 5,
    });
  });

  it('knows a revocation however old it is', async () => {
    const mirror = await start();
    const { userPoolId } = user;
    const until = Date.now() / 1000 + 3_600;
    mirror.add({ userPoolId, kind: 'token', id: 'token', until });
    mirror.beforeApplicationShutdown();
    expect(errorOf(() => mirror.check(user))).toMatchObject({
      code: 'token_revoked',
    });
    await vi.advanceTimersByTimeAsync(100_000);

    expect(mirror.isRevoked(user)).toBe(true);
    expect(errorOf(() => mirror.check(user))).toMatchObject({
      code: 'token_revoked',
    });
  });

  it('tells of what it read and of what this instance added', async () => {
    const store = new MemoryRevocationStore();
    const mirror = await start(store);
    const changed = vi.fn();
    mirror.onChange(changed);
    const { userPoolId } = user;
    const until = Date.now() / 1000 + 3_600;
    const revocation = { userPoolId, kind: 'token', id: 'a', until } as const;
    mirror.add(revocation);
    expect(changed).toHaveBeenCalledTimes(1);
    await store.add({ ...revocation, id: 'b' });
    await vi.advanceTimersByTimeAsync(1);

    expect(changed).toHaveBeenCalledTimes(2);
    mirror.beforeApplicationShutdown();
  });
});
