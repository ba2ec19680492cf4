import { Child } from '../processes/child.js';
import { interleave, median } from '../processes/interleave.js';
import type { VerifyContestant, VerifySetUp } from './contestants.js';
import type { VerifyCommands } from './verify.process.js';

/** A verifier, what it trusts and what it is given to verify. */
export interface Runner extends VerifySetUp {
  readonly contestant: VerifyContestant;
}

export interface RaceLength {
  /** Processes of each runner: no two of them compile their code alike. */
  readonly processes: number;
  /** Rounds of each process. */
  readonly rounds: number;
  readonly milliseconds: number;
  /** Time to compile what is used much, in milliseconds. */
  readonly warmUp: number;
}

/** @returns CPU time for a token of each, in microseconds: medians of all rounds. */
export async function raceVerifiers(
  title: string,
  runners: readonly Runner[],
  { processes, rounds, milliseconds, warmUp }: RaceLength,
): Promise<number[]> {
  const measureFor = (time: number) => (verifier: Child<VerifyCommands>) =>
    verifier.ask('measure', { milliseconds: time });

  const cpuTimes = runners.map((): number[] => []);
  // One process of each at a time: V8 shrinks the heap of one that is idle for
  // eight seconds.
  for (let process = 1; process <= processes; process += 1) {
    const of = `${title}, process ${process} of ${processes}`;
    const verifiers = await Promise.all(runners.map(start));
    await interleave(`${of}, warm-up`, verifiers, 1, measureFor(warmUp));
    const measured = await interleave(
      of,
      verifiers,
      rounds,
      measureFor(milliseconds),
    );
    measured.forEach((result, runner) =>
      cpuTimes[runner]?.push(...result.rounds),
    );
    await Promise.all(verifiers.map((verifier) => verifier.stop()));
  }
  return cpuTimes.map(median);
}

async function start(runner: Runner): Promise<Child<VerifyCommands>> {
  const verifier = new Child<VerifyCommands>(
    new URL('verify.process.js', import.meta.url),
  );
  await verifier.ask('prepare', runner);
  return verifier;
}
