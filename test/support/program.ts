import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A command started as a shell starts it: in a process group of its own. */
export interface Program {
  /** Resolves with what it wrote, once that has the pattern in it. */
  readonly written: (pattern: RegExp) => Promise<string>;
  /** Signals the command and whatever it started, as Ctrl-C does. */
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Ends what is left of it, if anything is. */
  readonly kill: () => void;
  /** Resolves when it has ended; `null` for an end by a signal. */
  readonly exitCode: Promise<number | null>;
}

/** Where and with which variables a command runs. */
export interface ProgramSettings {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

export function startProgram(
  command: string,
  args: readonly string[],
  { cwd, env }: ProgramSettings,
): Program {
  const child = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  const signal = (name: NodeJS.Signals) => {
    if (child.pid === undefined) throw new Error(`${command} did not start`);
    process.kill(-child.pid, name);
  };

  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));

  return {
    written: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (pattern.test(output)) resolve(output);
        };
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        child.once('close', () => {
          reject(new Error(`It ended without ${String(pattern)}:\n${output}`));
        });
        look();
      }),
    signal,
    kill: () => {
      try {
        signal('SIGKILL');
      } catch {
        // The whole group has ended, as it should.
      }
    },
    exitCode: closed.then(([code]) => code as number | null),
  };
}
