import { serve } from '../processes/commands.js';

const commands = {
  /** @returns milliseconds until all modules are loaded. */
  async load({ modules }: { modules: readonly string[] }): Promise<number> {
    const start = performance.now();
    for (const module of modules) {
      await import(module);
    }
    return performance.now() - start;
  },
};

export type ImportCommands = typeof commands;

serve(commands);
