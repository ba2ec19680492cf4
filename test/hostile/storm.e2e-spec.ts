import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usedHeap } from '../support/heap.js';
import { claimsOf, forge, headerOf } from './harness/forge.js';
import { Target } from './harness/target.js';
import { platforms } from '../support/platforms.js';
import { request } from '../support/http.js';

const pool = await TestUserPool.create();
const good = pool.accessToken();
const { kid } = headerOf(good);

/** Forged tokens of some 5 KB, no two alike: each kind is refused elsewhere. */
function forgery(index: number): string {
  const random = randomBytes(2_500).toString('hex');
  const claims = claimsOf(good);
  const signature = () => randomBytes(256);
  const rs256 = { alg: 'RS256', kid };
  const kinds = [
    () => random,
    () => forge({ alg: 'none', x: random }, claims, signature),
    () => forge({ ...rs256, kid: random }, claims, signature),
    () => forge(rs256, { ...claims, iss: `https://${random}` }, signature),
    () => forge(rs256, { ...claims, x: random }, signature),
    () => forge(rs256, `{"__proto__":{"isAdmin":true},"${random}`, signature),
  ];
  return (kinds[index % kinds.length] ?? kinds[0])?.() ?? random;
}

describe.each(platforms)('a storm of forged tokens on $name', (platform) => {
  let target: Target;
  let agent: Agent;

  beforeAll(async () => {
    agent = new Agent({ keepAlive: true });
    target = await Target.start(platform, pool.options);
  });

  afterAll(() => {
    agent.destroy();
    return target.stop();
  });

  const statusOf = async (token: string): Promise<number> => {
    const { status } = await request(`${target.app.url}/me`, { token, agent });
    return status;
  };

  /** Sends forged tokens, fifty at a time, and a good one among them. */
  const storm = async (size: number): Promise<void> => {
    for (let sent = 0; sent < size; sent += 50) {
      const forged = Array.from({ length: 50 }, (_, index) =>
        statusOf(forgery(sent + index)),
      );
      const [welcome, ...refused] = await Promise.all([
        statusOf(good),
        ...forged,
      ]);
      expect(welcome).toBe(200);
      expect(new Set(refused)).toEqual(new Set([401]));
    }
  };

  it('lets good tokens in all along, and keeps nothing of the others', async () => {
    await storm(600);
    const before = usedHeap();
    const written = target.output.lines.length;
    await storm(1_200);
    // Kept, they would be over 6 MB.
    expect(usedHeap() - before).toBeLessThan(3_000_000);
    expect(target.output.lines.slice(written).join()).not.toMatch(/\w{32}/);
    await target.expectUnharmed(good);
  });
});
