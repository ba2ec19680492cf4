/** How long and how often everything is measured. */
export interface Plan {
  /** How many users call; each has a token of their own. */
  readonly users: number;
  readonly guards: {
    /** Rounds that do not count: compiled code is what servers run. */
    readonly warmUps: number;
    readonly rounds: number;
    readonly seconds: number;
    readonly connections: number;
  };
  readonly verify: {
    readonly rounds: number;
    readonly milliseconds: number;
  };
  readonly growth: {
    readonly rounds: number;
    readonly milliseconds: number;
  };
  readonly memory: { readonly tokens: number };
  readonly imports: { readonly rounds: number };
}

export const fullPlan: Plan = {
  users: 500,
  guards: { warmUps: 3, rounds: 7, seconds: 2, connections: 50 },
  verify: { rounds: 15, milliseconds: 200 },
  growth: { rounds: 15, milliseconds: 150 },
  memory: { tokens: 10_000 },
  imports: { rounds: 15 },
};

/** Shows that everything runs; too short for its figures to mean much. */
export const quickPlan: Plan = {
  users: 500,
  guards: { warmUps: 1, rounds: 1, seconds: 1, connections: 50 },
  verify: { rounds: 3, milliseconds: 50 },
  growth: { rounds: 3, milliseconds: 30 },
  memory: { tokens: 2_000 },
  imports: { rounds: 3 },
};
