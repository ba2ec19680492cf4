import { Child } from '../processes/child.js';
import type { Contestant } from './contestants.js';
import type { ServedUserPool } from './guarding.js';
import type { Load, LoadCommands } from './load.process.js';
import type { Platform, ServerCommands } from './server.process.js';

/** The cost of a round of load for a server. */
export interface LoadRound {
  readonly requestsPerSecond: number;
  /** CPU time of the server process per request, in microseconds. */
  readonly cpuPerRequest: number;
  /** CPU time of the server process, divided by the elapsed time. */
  readonly busy: number;
}

/** A server in a process of its own, with one of the guards. */
export class GuardedServer {
  private constructor(
    private readonly process: Child<ServerCommands>,
    private readonly url: string,
  ) {}

  static async start(
    platform: Platform,
    contestant: Contestant,
    pool: ServedUserPool,
  ): Promise<GuardedServer> {
    const process = new Child<ServerCommands>(
      new URL('server.process.js', import.meta.url),
    );
    const url = await process.ask('start', { platform, contestant, pool });
    return new GuardedServer(process, url);
  }

  async measure(
    loadProcess: Child<LoadCommands>,
    load: Omit<Load, 'url'>,
  ): Promise<LoadRound> {
    const { url } = this;
    const before = await this.process.ask('cpuTime');
    const { requests, seconds } = await loadProcess.ask('fire', {
      ...load,
      url,
    });
    const cpuTime = (await this.process.ask('cpuTime')) - before;
    return {
      requestsPerSecond: requests / seconds,
      cpuPerRequest: cpuTime / requests,
      busy: cpuTime / 1_000_000 / seconds,
    };
  }

  stop(): Promise<void> {
    return this.process.stop();
  }
}
