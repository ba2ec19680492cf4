import { Child } from '../processes/child.js';
import {
  inProcesses,
  median,
  type Repetitions,
} from '../processes/interleave.js';
import type { VerifyContestant, VerifySetUp } from './contestants.js';
import type { VerifyCommands } from './verify.process.js';

/** A verifier, what it trusts and what it is given to verify. */
export interface Runner extends VerifySetUp {
  readonly contestant: VerifyContestant;
}

export interface RaceLength extends Omit<Repetitions, 'warmUps'> {
  /** Of a round. */
  readonly milliseconds: number;
  /** Time to compile what is used much, in milliseconds. */
  readonly warmUp: number;
}

/** @returns CPU time for a token of each, in microseconds: medians of all rounds. */
export async function raceVerifiers(
  title: string,
  runners: readonly Runner[],
  { milliseconds, warmUp, ...repetitions }: RaceLength,
): Promise<number[]> {
  const measured = await inProcesses(
    title,
    runners,
    { ...repetitions, warmUps: 1 },
    async (runner) => {
      const verifier = new Child<VerifyCommands>(
        new URL('verify.process.js', import.meta.url),
      );
      await verifier.ask('prepare', runner);
      return {
        warmUp: () => verifier.ask('measure', { milliseconds: warmUp }),
        measure: () => verifier.ask('measure', { milliseconds }),
        stop: () => verifier.stop(),
      };
    },
  );
  return measured.map(median);
}
