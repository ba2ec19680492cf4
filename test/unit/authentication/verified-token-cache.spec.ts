import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  VerifiedToken,
  VerifiedUser,
} from '../../../lib/authentication/verified-token.js';
import { VerifiedTokenCache } from '../../../lib/authentication/verified-token-cache.js';
import { Validity } from '../../../lib/token/check-times.js';
import { PinnedKeySet } from '../../../lib/keys/pinned-key-set.js';
import { userWith } from '../authorization/users.fixture.js';
import { rsaKey } from '../keys/signing-keys/rsa.fixture.js';

const now = 1_800_000_000_000;
const [first, second] = [rsaKey('a'), rsaKey('a')];
const otherKey = generateKeyPairSync('ed25519').publicKey;

/** A key set that was read, with one key of the id `a`. */
async function keysWith({ jwk }: typeof first): Promise<PinnedKeySet> {
  const keys = new PinnedKeySet({ keys: [jwk] });
  await keys.prefetch();
  return keys;
}

/** The time in which all tokens here are valid. */
const from = now - 1_000;
const until = now + 1_000;

function verifiedWith(keys: PinnedKeySet, key: KeyObject): VerifiedToken {
  const user = new VerifiedUser(userWith(), new Validity(from, until));
  return new VerifiedToken(user, key, 'a', keys);
}

describe('VerifiedTokenCache', () => {
  let verified: VerifiedToken;
  let cache: VerifiedTokenCache;
  /** The tokens that were verified so far. */
  let tokens: string[];

  const verify = async (token: string): Promise<VerifiedToken> => {
    tokens.push(token);
    return verified;
  };

  const refuse = (token: string): Promise<never> => {
    tokens.push(token);
    return Promise.reject(new Error('refused'));
  };

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now });
    const keys = await keysWith(first);
    verified = verifiedWith(keys, keys.get('a') ?? otherKey);
    cache = new VerifiedTokenCache(2);
    tokens = [];
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('returns a promise for a new token', async () => {
    const found = cache.find('new', verify);

    expect(found).toBeInstanceOf(Promise);
    expect(await found).toBe(verified);
    expect(tokens).toEqual(['new']);
  });

  it('returns the same at once for a token that it remembers', async () => {
    await cache.find('seen', verify);

    expect(cache.find('seen', refuse)).toBe(verified);
    expect(tokens).toEqual(['seen']);
  });

  it('tells tokens apart', async () => {
    await cache.find('seen', verify);

    await expect(cache.find('seem', refuse)).rejects.toThrow('refused');
  });

  it('verifies again outside of the time in which the token is valid', async () => {
    await cache.find('seen', verify);

    for (const at of [from, until - 1]) {
      vi.setSystemTime(at);
      expect(cache.find('seen', refuse)).toBe(verified);
    }
    for (const at of [from - 1, until]) {
      vi.setSystemTime(at);
      await cache.find('seen', verify);
    }
    expect(tokens).toEqual(['seen', 'seen', 'seen']);
  });

  it.each([
    ['has another key of that id', () => keysWith(second)],
    ['has no key of that id', () => keysWith(rsaKey('b'))],
  ])('verifies again if the key set %s', async (_what, keysNow) => {
    const key = (await keysWith(first)).get('a') ?? otherKey;
    verified = verifiedWith(await keysNow(), key);
    await cache.find('seen', verify);
    await cache.find('seen', verify);

    expect(tokens).toEqual(['seen', 'seen']);
  });

  it('remembers no refusal', async () => {
    await expect(cache.find('new', refuse)).rejects.toThrow('refused');
    await cache.find('new', verify);

    expect(tokens).toEqual(['new', 'new']);
  });

  it('forgets a token that is refused after its time', async () => {
    await cache.find('seen', verify);
    vi.setSystemTime(until);
    await expect(cache.find('seen', refuse)).rejects.toThrow('refused');

    vi.setSystemTime(now);
    await expect(cache.find('seen', refuse)).rejects.toThrow('refused');
  });

  it('forgets the token that was not used for longest', async () => {
    const others: VerifiedToken[] = [];
    for (const token of ['a', 'b', 'a', 'c']) {
      others.push(await cache.find(token, verify));
    }

    expect(others).toEqual([verified, verified, verified, verified]);
    expect(tokens).toEqual(['a', 'b', 'c']);
    expect(cache.find('a', refuse)).toBe(verified);
    await expect(cache.find('b', refuse)).rejects.toThrow('refused');
  });
});
