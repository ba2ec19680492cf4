import { availableParallelism, cpus } from 'node:os';

/** The machine of a run, without which no figure means anything. */
export interface Machine {
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
}

export function thisMachine(): Machine {
  return {
    node: process.version,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
  };
}
