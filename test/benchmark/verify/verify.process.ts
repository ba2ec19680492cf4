import { serve } from '../processes/commands.js';
import {
  contestants,
  type Verify,
  type VerifyContestant,
  type VerifySetUp,
} from './contestants.js';

let tokens: readonly string[] = [];
let verify: Verify = () => undefined;

const commands = {
  async prepare(
    setUp: VerifySetUp & { readonly contestant: VerifyContestant },
  ): Promise<void> {
    tokens = setUp.tokens;
    verify = await contestants[setUp.contestant](setUp);
  },

  /**
   * Verifies all tokens in turn until the time is up.
   *
   * @returns CPU time per token, in microseconds.
   */
  async measure({ milliseconds }: { milliseconds: number }): Promise<number> {
    const end = performance.now() + milliseconds;
    let cpuTime = 0;
    let verified = 0;
    while (verified === 0 || performance.now() < end) {
      // Copied, because each request has a new string with the same token.
      const received = tokens.map((token) => Buffer.from(token).toString());
      const before = process.cpuUsage();
      await verifyAll(received);
      const { user, system } = process.cpuUsage(before);
      cpuTime += user + system;
      verified += received.length;
    }
    return cpuTime / verified;
  },
};

async function verifyAll(received: readonly string[]): Promise<void> {
  for (const [index, token] of received.entries()) {
    const outcome = verify(token, index);
    if (outcome instanceof Promise) {
      await outcome;
    }
  }
}

export type VerifyCommands = typeof commands;

serve(commands);
