import { progress } from '../report/progress.js';

/** A subject, with the result of each of its rounds. */
export interface Rounds<S, R> {
  readonly subject: S;
  readonly rounds: readonly R[];
}

/**
 * Measures one round of each subject in turn, several times. So other load on the
 * machine affects all subjects alike.
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

/** A subject in a process of its own. */
interface Running<R> {
  warmUp(): Promise<unknown>;
  measure(): Promise<R>;
  stop(): Promise<void>;
}

/** The numbers of repetitions of a measurement. */
export interface Repetitions {
  /** Processes of each subject. Several, because V8 compiles code differently in each. */
  readonly processes: number;
  readonly warmUps: number;
  /** Rounds of each process. */
  readonly rounds: number;
}

/**
 * Measures each subject in several processes, one at a time. More would be idle
 * too long: V8 shrinks the heap of a process that is idle for eight seconds.
 *
 * @returns the results of all rounds, for each subject.
 */
export async function inProcesses<S, R>(
  title: string,
  subjects: readonly S[],
  { processes, warmUps, rounds }: Repetitions,
  start: (subject: S) => Promise<Running<R>>,
): Promise<R[][]> {
  const measured = subjects.map((): R[] => []);
  for (let process = 1; process <= processes; process += 1) {
    const of = `${title}, process ${process} of ${processes}`;
    const running = await Promise.all(subjects.map(start));
    await interleave(`${of}, warm-up`, running, warmUps, (one) => one.warmUp());
    const results = await interleave(of, running, rounds, (one) =>
      one.measure(),
    );
    results.forEach((result, index) => measured[index]?.push(...result.rounds));
    await Promise.all(running.map((one) => one.stop()));
  }
  return measured;
}

/** Returns the median. For an even number of values, it is the upper middle value. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
