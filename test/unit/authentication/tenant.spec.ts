import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Tenant } from '../../../lib/authentication/tenant.js';
import { UserPoolKeys } from '../../../lib/keys/user-pool-keys.js';
import { resolve, resolvePool } from '../options/options.fixture.js';

const testPool = await TestUserPool.create();
const pool = resolvePool(testPool.options);
const { keys } = resolve(testPool.options);

describe('Tenant', () => {
  let refresh: ReturnType<typeof vi.fn<() => void>>;
  let tenant: Tenant;

  beforeEach(() => {
    vi.useFakeTimers();
    refresh = vi.fn();
    const { signal } = new AbortController();
    tenant = new Tenant(pool, new UserPoolKeys(pool, keys, signal), refresh);
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('counts until maxAge, and not before it was prolonged', () => {
    expect(tenant.isCurrent).toBe(false);
    tenant.prolong(1_000);

    vi.advanceTimersByTime(999);
    expect(tenant.isCurrent).toBe(true);
    vi.advanceTimersByTime(1);
    expect(tenant.isCurrent).toBe(false);
  });

  it('is asked for again once, at the first use after 80 % of maxAge', () => {
    tenant.prolong(1_000);
    vi.advanceTimersByTime(799);
    expect(tenant.isCurrent).toBe(true);
    expect(refresh).not.toHaveBeenCalled();

    vi.advanceTimersByTime(1);
    expect([tenant.isCurrent, tenant.isCurrent]).toEqual([true, true]);
    expect(refresh).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(200);
    expect(tenant.isCurrent).toBe(false);
  });

  it('is not asked for again without a use', () => {
    tenant.prolong(1_000);
    vi.advanceTimersByTime(5_000);

    expect(tenant.isCurrent).toBe(false);
    expect(refresh).not.toHaveBeenCalled();
  });

  it('counts for another maxAge when it is prolonged', () => {
    tenant.prolong(1_000);
    vi.advanceTimersByTime(900);
    tenant.prolong(1_000);

    vi.advanceTimersByTime(999);
    expect(tenant.isCurrent).toBe(true);
    vi.advanceTimersByTime(1);
    expect(tenant.isCurrent).toBe(false);
  });

  it('ends at once, and leaves no timer', () => {
    tenant.prolong(1_000);
    tenant.end();

    expect(tenant.isCurrent).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });
});
