import { describe, expect, it } from 'vitest';
import { PinnedKeySet } from '../../../../lib/keys/pinned-key-set.js';
import { rsaKey } from './rsa.fixture.js';

const { jwk, publicKey } = rsaKey('pinned');

describe('PinnedKeySet', () => {
  it('knows nothing before it was read', () => {
    const keySet = new PinnedKeySet({ keys: [jwk] });

    expect(keySet.isLoaded).toBe(false);
    expect(keySet.get('pinned')).toBeUndefined();
  });

  it('is read when its keys are needed', async () => {
    const keySet = new PinnedKeySet({ keys: [jwk] });
    const found = await keySet.find('pinned');

    expect(found?.equals(publicKey)).toBe(true);
    expect(keySet.get('pinned')).toBe(found);
    expect(keySet.isLoaded).toBe(true);
  });

  it('is read at boot', async () => {
    const keySet = new PinnedKeySet({ keys: [jwk] });
    await keySet.prefetch();

    expect(keySet.get('pinned')?.equals(publicKey)).toBe(true);
  });

  it('is read once', async () => {
    const keySet = new PinnedKeySet({ keys: [jwk] });
    const [first, second] = await Promise.all([
      keySet.find('pinned'),
      keySet.find('pinned'),
    ]);
    await keySet.prefetch();

    expect(second).toBe(first);
    expect(await keySet.find('pinned')).toBe(first);
  });

  it('has no other keys', async () => {
    const keySet = new PinnedKeySet({ keys: [jwk] });

    expect(await keySet.find('another')).toBeUndefined();
  });

  it('says what is wrong with it', async () => {
    const keySet = new PinnedKeySet({ keys: [{ ...jwk, use: 'enc' }] });

    await expect(keySet.prefetch()).rejects.toThrow(
      'not a JSON Web Key Set with an RSA key for RS256',
    );
    expect(keySet.isLoaded).toBe(false);
  });

  it('goes on after it was closed: there is nothing to end', async () => {
    const keySet = new PinnedKeySet({ keys: [jwk] });
    keySet.close();

    expect((await keySet.find('pinned'))?.equals(publicKey)).toBe(true);
  });
});
