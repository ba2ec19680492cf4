import { thisMachine } from '../report/machine.js';
import { table } from '../report/table.js';
import type { AnswerTimes } from './answer-times.js';
import type { Happened } from './faults.js';
import { limits } from './limits.js';
import type { Tally } from './tally.js';

/** What each instance holds at some time. */
interface Holdings {
  /** Bytes in use, without garbage. */
  readonly memory: readonly number[];
  readonly handles: readonly number[];
}

/** What a soak has shown. */
interface Outcome {
  readonly seconds: number;
  readonly tally: Tally;
  readonly times: AnswerTimes;
  readonly happened: Happened;
  readonly handlesAtStart: readonly number[];
  readonly memoryAfterOneRound: readonly number[];
  readonly atEnd: Holdings;
}

export function report(outcome: Outcome): string {
  const { node, cpu, cores } = thisMachine();
  const { seconds, tally, times, happened } = outcome;
  const faults = Object.entries(happened).map(([name, count]) => [
    name,
    String(count),
  ]);
  return [
    `Node ${node}, ${cpu}, ${cores} cores, ${seconds} seconds`,
    table(['Callers', 'answers', 'wrong', 'which'], tally.rows()),
    table(['Good token', 'answers', 'p50, ms', 'p99, ms'], times.rows()),
    table(['Fault', 'times'], faults),
    table(['Held', 'first', 'at the end'], holdings(outcome)),
    `Wrong answers: ${tally.wrongAnswers}`,
    ...complaintsAbout(outcome),
  ].join('\n\n');
}

/** Returns a sentence for each thing that a soak must not show. */
export function complaintsAbout(outcome: Outcome): string[] {
  const { tally, handlesAtStart, memoryAfterOneRound, atEnd } = outcome;
  const forSignOuts = tally.signOuts * limits.bytesOfSignOut;
  return [
    ...(tally.wrongAnswers > 0 ? ['Some answers were wrong'] : []),
    ...tally.untested.map((name) => `Not tested: ${name}`),
    ...atEnd.memory
      .filter(
        (bytes, i) =>
          bytes >
          (memoryAfterOneRound[i] ?? 0) * limits.memoryGrowth + forSignOuts,
      )
      .map(() => 'An instance holds more and more memory'),
    ...atEnd.handles
      .filter(
        (count, i) => count > (handlesAtStart[i] ?? 0) + limits.newHandles,
      )
      .map(() => 'An instance holds more and more handles'),
  ];
}

function holdings({
  handlesAtStart,
  memoryAfterOneRound,
  atEnd,
}: Outcome): string[][] {
  return atEnd.memory.flatMap((bytes, i) => [
    [
      `instance ${i + 1}, MiB of memory (first: after one round)`,
      mebibytes(memoryAfterOneRound[i]),
      mebibytes(bytes),
    ],
    [
      `instance ${i + 1}, handles (first: before the load)`,
      String(handlesAtStart[i]),
      String(atEnd.handles[i]),
    ],
  ]);
}

function mebibytes(bytes = NaN): string {
  return (bytes / 2 ** 20).toFixed(1);
}
