import { Child } from '../processes/child.js';
import {
  inProcesses,
  median,
  type Repetitions,
} from '../processes/interleave.js';
import type { VerifyContestant, VerifySetUp } from './contestants.js';
import type { VerifyCommands } from './verify.process.js';

/** A verifier, with the user pools it trusts and the tokens it verifies. */
export interface Runner extends VerifySetUp {
  readonly contestant: VerifyContestant;
}

export interface RaceLength extends Omit<Repetitions, 'warmUps'> {
  /** Length of a round, in milliseconds. */
  readonly milliseconds: number;
  /** Length of the warm-up in milliseconds, in which V8 compiles the hot code. */
  readonly warmUp: number;
}

/**
 * Measures verifiers against each other.
 *
 * @returns CPU time per token of each verifier, in microseconds, as the median of
 * all rounds.
 */
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
