/**
 * Runs two instances for a while, under load and with faults, and checks each
 * answer. Run it with `npm run soak`. It needs `redis-server`.
 *
 * - `--minutes 10` is the time. The last round of faults still comes to its end
 */
import { parseArgs } from 'node:util';
import { thisMachine } from '../report/machine.js';
import { table } from '../report/table.js';
import { bringFaults } from './faults.js';
import { Fleet } from './fleet.js';
import { Load } from './load.js';
import { Tally } from './tally.js';

const { values: flags } = parseArgs({
  options: { minutes: { type: 'string', default: '10' } },
});
const minutes = Number(flags.minutes);
if (!(minutes > 0)) {
  throw new Error(`--minutes is a positive number, not ${flags.minutes}`);
}

const mebibytes = (bytes = NaN) => (bytes / 2 ** 20).toFixed(1);

const fleet = await Fleet.start();
try {
  const tally = new Tally();
  const load = new Load(fleet, tally);
  const begun = performance.now();
  const memory: number[][] = [];
  const happened = await bringFaults(
    fleet,
    load,
    begun + minutes * 60_000,
    async () => void memory.push(await fleet.memory()),
  );
  await load.stop();
  memory.push(await fleet.memory());
  const seconds = Math.round((performance.now() - begun) / 1000);

  const { node, cpu, cores } = thisMachine();
  const callers = ['Callers', 'answers', 'wrong', 'which'];
  const faults = Object.entries(happened).map(([name, count]) => [
    name,
    String(count),
  ]);
  const instances = fleet.urls.map((_, index) => [
    `instance ${index + 1}`,
    mebibytes(memory[0]?.[index]),
    mebibytes(memory.at(-1)?.[index]),
  ]);
  console.log(
    [
      `Node ${node}, ${cpu}, ${cores} cores, ${seconds} seconds`,
      table(callers, tally.rows()),
      table(['Fault', 'times'], faults),
      table(['Memory', 'MiB after one fault', 'MiB at the end'], instances),
      `Wrong answers: ${tally.wrongAnswers}`,
      ...tally.untested.map((name) => `Not tested: ${name}`),
    ].join('\n\n'),
  );
  if (tally.wrongAnswers > 0 || tally.untested.length > 0) {
    process.exitCode = 1;
  }
} finally {
  await fleet.stop();
}
