import type { Repetitions } from './processes/interleave.js';
import type { RaceLength } from './verify/race-verifiers.js';

/** The length and the number of all measurements. */
export interface Plan {
  /** Number of users. Each has an own token. */
  readonly users: number;
  readonly guards: Repetitions & {
    readonly seconds: number;
    readonly connections: number;
  };
  readonly verify: RaceLength;
  readonly growth: RaceLength;
  /** Messages of one round, and how many of them wait for their answer at a time. */
  readonly transports: Repetitions & {
    readonly messages: number;
    readonly inFlight: number;
  };
  readonly memory: { readonly tokens: number };
  readonly imports: { readonly rounds: number };
}

export const fullPlan: Plan = {
  users: 500,
  guards: { processes: 5, warmUps: 2, rounds: 3, seconds: 2, connections: 50 },
  verify: { processes: 5, rounds: 3, milliseconds: 200, warmUp: 1_000 },
  growth: { processes: 5, rounds: 3, milliseconds: 100, warmUp: 1_000 },
  transports: {
    processes: 5,
    warmUps: 2,
    rounds: 3,
    messages: 3_000,
    inFlight: 50,
  },
  memory: { tokens: 10_000 },
  imports: { rounds: 15 },
};

/** Shows that the benchmark works. It is too short for reliable figures. */
export const quickPlan: Plan = {
  users: 500,
  guards: { processes: 1, warmUps: 1, rounds: 1, seconds: 1, connections: 50 },
  verify: { processes: 1, rounds: 1, milliseconds: 100, warmUp: 100 },
  growth: { processes: 1, rounds: 1, milliseconds: 100, warmUp: 100 },
  transports: {
    processes: 1,
    warmUps: 1,
    rounds: 1,
    messages: 500,
    inFlight: 50,
  },
  memory: { tokens: 2_000 },
  imports: { rounds: 3 },
};
