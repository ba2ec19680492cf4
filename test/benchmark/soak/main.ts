/**
 * Runs two instances for a while, under load and with faults, and checks each
 * answer. Run it with `npm run soak`. It needs `redis-server`.
 *
 * - `--minutes 10` is the time. The last round of faults still comes to its end
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { AnswerTimes } from './answer-times.js';
import { bringFaults } from './faults.js';
import { Fleet } from './fleet.js';
import { limits } from './limits.js';
import { Load } from './load.js';
import { complaintsAbout, report } from './report.js';
import { Tally } from './tally.js';

const { values: flags } = parseArgs({
  options: { minutes: { type: 'string', default: '10' } },
});
const minutes = Number(flags.minutes);
if (!(minutes > 0)) {
  throw new Error(`--minutes is a positive number, not ${flags.minutes}`);
}

const fleet = await Fleet.start();
try {
  const tally = new Tally();
  const times = new AnswerTimes();
  const handlesAtStart = await fleet.askAll('handles');
  const begun = performance.now();
  const load = new Load(fleet, tally, times);
  const memory: number[][] = [];
  const happened = await bringFaults({
    fleet,
    load,
    times,
    end: begun + minutes * 60_000,
    afterRound: async () => void memory.push(await fleet.askAll('memory')),
  });
  await load.stop();
  const seconds = Math.round((performance.now() - begun) / 1000);
  await sleep(limits.rest);
  const outcome = {
    seconds,
    tally,
    times,
    happened,
    handlesAtStart,
    memoryAfterOneRound: memory[0] ?? [],
    atEnd: {
      memory: await fleet.askAll('memory'),
      handles: await fleet.askAll('handles'),
    },
  };
  console.log(report(outcome));
  process.exitCode = complaintsAbout(outcome).length > 0 ? 1 : 0;
} finally {
  await fleet.stop();
}
