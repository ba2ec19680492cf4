import { Child } from '../processes/child.js';
import { interleave, median } from '../processes/interleave.js';
import type { VerifyContestant, VerifySetUp } from './contestants.js';
import type { VerifyCommands } from './verify.process.js';

/** A verifier, what it trusts and what it is given to verify. */
export interface Runner extends VerifySetUp {
  readonly contestant: VerifyContestant;
}

const warmUps = 2;

/** @returns CPU time for a token of each, in microseconds: medians of rounds. */
export async function raceVerifiers(
  title: string,
  runners: readonly Runner[],
  { rounds, milliseconds }: { rounds: number; milliseconds: number },
): Promise<number[]> {
  const verifiers = await Promise.all(runners.map(start));
  const measure = (verifier: Child<VerifyCommands>) =>
    verifier.ask('measure', { milliseconds });

  await interleave(`${title}, warm-up`, verifiers, warmUps, measure);
  const measured = await interleave(title, verifiers, rounds, measure);
  await Promise.all(verifiers.map((verifier) => verifier.stop()));
  return measured.map(({ rounds: cpuTimes }) => median(cpuTimes));
}

async function start(runner: Runner): Promise<Child<VerifyCommands>> {
  const verifier = new Child<VerifyCommands>(
    new URL('verify.process.js', import.meta.url),
  );
  await verifier.ask('prepare', runner);
  return verifier;
}
