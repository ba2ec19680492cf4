import { progress } from '../report/progress.js';

/** A subject, with what each round measured of it. */
export interface Rounds<S, R> {
  readonly subject: S;
  readonly rounds: readonly R[];
}

/**
 * Measures one round of each subject in turn, as many times as asked: what else
 * the machine does meanwhile falls on all of them alike.
 */
export async function interleave<S, R>(
  title: string,
  subjects: readonly S[],
  rounds: number,
  measure: (subject: S) => Promise<R>,
): Promise<Rounds<S, R>[]> {
  const measured = subjects.map((subject) => ({ subject, rounds: [] as R[] }));
  for (let round = 1; round <= rounds; round += 1) {
    progress(`${title}: round ${round} of ${rounds}`);
    for (const one of measured) {
      one.rounds.push(await measure(one.subject));
    }
  }
  return measured;
}

/** The middle value; of an even number of values, the upper one of the two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
