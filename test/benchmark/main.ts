/**
 * Compares the cost of the guard and the verifier with that of the alternatives.
 * Run it with `npm run bench`, on a machine that runs nothing else.
 *
 * - `--quick` only shows that the benchmark works
 * - `--json` prints the results as JSON instead of tables
 */
import { parseArgs } from 'node:util';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { goalsOf } from './goals.js';
import { measureGuards } from './guards/measure-guards.js';
import { measureImports } from './imports/measure-imports.js';
import { measureMemory } from './memory/measure-memory.js';
import { fullPlan, quickPlan } from './plan.js';
import { thisMachine } from './report/machine.js';
import { report } from './report/report.js';
import type { Results } from './results.js';
import { measureTransports } from './transports/measure-transports.js';
import { measureGrowth } from './verify/measure-growth.js';
import { measureVerify } from './verify/measure-verify.js';

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const plan = flags.quick ? quickPlan : fullPlan;
const pool = await TestUserPool.create();

const results: Results = {
  guards: await measureGuards(pool, plan),
  verify: await measureVerify(pool, plan),
  growth: await measureGrowth(pool, plan),
  transports: await measureTransports(pool, plan),
  memory: await measureMemory(plan),
  imports: await measureImports(plan),
};
const machine = thisMachine();
const goals = goalsOf(results);

console.log(
  flags.json
    ? JSON.stringify({ machine, plan, ...results, goals }, undefined, 2)
    : report(machine, results, goals),
);
