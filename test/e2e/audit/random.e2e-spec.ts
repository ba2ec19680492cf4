import fc from 'fast-check';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { expect, it } from 'vitest';
import { platforms } from '../../support/platforms.js';
import { hostClassOf } from '../../support/random-app/host-class.js';
import { isBeyondAnyAudit, plans } from '../../support/random-app/plan.js';
import { bootPlan, call } from '../../support/random-app/random-app.js';

const pool = await TestUserPool.create();
const lacking = pool.accessToken({
  groups: ['users'],
  scopes: ['orders/read'],
});
const satisfying = pool.accessToken({
  groups: ['users', 'admin'],
  scopes: ['orders/write'],
});

it('Of 500 random applications each refuses to boot, or refuses the caller', async () => {
  const outcomes = { refused: 0, held: 0, entered: 0 };
  await fc.assert(
    fc.asyncProperty(
      plans,
      fc.constantFrom(...platforms),
      async (plan, platform) => {
        fc.pre(!isBeyondAnyAudit(plan));
        const runs = { count: 0 };
        const host = hostClassOf(plan, runs);
        const app = await bootPlan(platform, plan, host, pool).catch(
          () => undefined,
        );
        if (app === undefined) {
          outcomes.refused += 1;
          return;
        }
        try {
          await call(plan, app);
          await call(plan, app, lacking);
          expect(runs.count).toBe(0);
          outcomes.held += 1;
          await call(plan, app, satisfying);
          outcomes.entered += runs.count;
        } finally {
          await app.close();
        }
      },
    ),
    { numRuns: Number(process.env['RUNS'] ?? 500) },
  );
  expect(outcomes.held).toBeGreaterThan(50);
  expect(outcomes.entered).toBeGreaterThan(20);
}, 900_000);
