import { CognitoVerifier } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { describe, expect, it } from 'vitest';
import { bootKeyServedApp, forger } from '../support/faulty-key-server.app.js';
import { FaultyKeyServer } from '../support/faulty-key-server.js';
import { usedHeap } from '../support/heap.js';
import { platforms } from '../support/platforms.js';

const SLOW = { timeout: 120_000 };
const pool = await TestUserPool.create();
const forge = forger(pool);

/**
 * Asks the verifier itself: over HTTP, a hundred thousand requests take a
 * minute.
 */
async function sendForged(
  verifier: CognitoVerifier,
  count: number,
): Promise<number> {
  let refused = 0;
  for (let index = 0; index < count; index++) {
    const kid = `${index}`.padStart(400, 'k');
    await verifier.verify(forge(kid)).catch(() => refused++);
  }
  return refused;
}

describe.each(platforms)('Memory of unknown key ids on $name', (platform) => {
  it('keeps nothing of 100,000 of them', SLOW, async () => {
    const keyServer = await FaultyKeyServer.start({
      keySet: () => pool.jwks(),
    });
    const keys = { unknownKeyCooldown: 400 };
    const app = await bootKeyServedApp(platform, { pool, keyServer, keys });
    const verifier = app.app.get(CognitoVerifier);
    await sendForged(verifier, 5_000);

    const before = usedHeap();
    expect(await sendForged(verifier, 100_000)).toBe(100_000);
    // Kept, the ids alone would be 40 MB.
    expect(usedHeap() - before).toBeLessThan(8_000_000);

    await app.close();
    await keyServer.close();
  });
});
