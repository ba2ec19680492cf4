import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Commands, Question, Reply } from './commands.js';

/**
 * A process of its own for one subject. In a shared process, the compiled code and
 * the heap of one subject would change the figures of another. The process runs in
 * production mode, as servers do.
 */
export class Child<C extends Commands> {
  private readonly process: ChildProcess;

  constructor(script: URL, execArgv: string[] = []) {
    this.process = fork(fileURLToPath(script), {
      execArgv: [...process.execArgv, ...execArgv],
      env: { ...process.env, NODE_ENV: 'production' },
    });
  }

  /** Runs one command. Call it again only after the result has arrived. */
  async ask<K extends keyof C & string>(
    command: K,
    ...[argument]: Parameters<C[K]>
  ): Promise<Awaited<ReturnType<C[K]>>> {
    const settled = new AbortController();
    const { signal } = settled;
    const exit = once(this.process, 'exit', { signal }).then(([code]) => {
      throw new Error(`The process asked to "${command}" ended with ${code}`);
    });
    const message = once(this.process, 'message', { signal });
    this.process.send({ command, argument } satisfies Question);
    try {
      const [reply] = (await Promise.race([message, exit])) as [Reply];
      if ('error' in reply) {
        throw new Error(reply.error);
      }
      return reply.value as Awaited<ReturnType<C[K]>>;
    } finally {
      settled.abort();
    }
  }

  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.disconnect();
    await ended;
  }
}
