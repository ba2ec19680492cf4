import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import type { Plan } from '../plan.js';
import { Child } from '../processes/child.js';
import { inProcesses, median } from '../processes/interleave.js';
import { accessTokens, factsOf } from '../users.js';
import { clients, type Client } from './clients.js';
import {
  guardNames,
  transportNames,
  type GuardName,
  type TransportCommands,
  type TransportName,
  type TransportSetUp,
} from './transport.process.js';

/** CPU time of the server for one message, in microseconds. */
export interface TransportResult {
  readonly transport: TransportName;
  /** With a token that was seen before. */
  readonly guarded: number;
  readonly unguarded: number;
  /** With a guard that admits everybody. */
  readonly emptyGuard: number;
}

/** Measures what a guard with a seen token costs on transports other than HTTP. */
export async function measureTransports(
  pool: TestUserPool,
  { transports: { messages, inFlight, ...repetitions } }: Plan,
): Promise<TransportResult[]> {
  const [token = ''] = accessTokens(pool, 1);
  const subjects = transportNames.flatMap((transport) =>
    guardNames.map((guard) => ({ transport, guard })),
  );
  const measured = await inProcesses(
    'Transports',
    subjects,
    repetitions,
    async (subject) => {
      const server = await TransportServer.start(
        { ...subject, pool: factsOf(pool) },
        token,
      );
      const measure = () => server.measure(messages, inFlight);
      return { warmUp: measure, measure, stop: () => server.stop() };
    },
  );
  const figure = (transport: TransportName, guard: GuardName): number => {
    const index = subjects.findIndex(
      (one) => one.transport === transport && one.guard === guard,
    );
    return median(measured[index] ?? []);
  };
  return transportNames.map((transport) => ({
    transport,
    guarded: figure(transport, 'cognito'),
    unguarded: figure(transport, 'none'),
    emptyGuard: figure(transport, 'empty'),
  }));
}

/** A server in a process of its own, with one client of it. */
class TransportServer {
  private constructor(
    private readonly process: Child<TransportCommands>,
    private readonly client: Client,
  ) {}

  static async start(
    setUp: TransportSetUp,
    token: string,
  ): Promise<TransportServer> {
    const process = new Child<TransportCommands>(
      new URL('transport.process.js', import.meta.url),
    );
    const port = await process.ask('start', setUp);
    const client = await clients[setUp.transport](port, token);
    return new TransportServer(process, client);
  }

  /**
   * Sends messages, with so many in flight: a server that waits between two
   * messages has cold caches, and each instruction costs several times as much.
   *
   * @returns CPU time of the server for one message, in microseconds.
   */
  async measure(messages: number, inFlight: number): Promise<number> {
    const before = await this.process.ask('cpuTime');
    let sent = 0;
    const sendInTurn = async (): Promise<void> => {
      while (sent < messages) {
        sent += 1;
        await this.client.send();
      }
    };
    await Promise.all(Array.from({ length: inFlight }, sendInTurn));
    return ((await this.process.ask('cpuTime')) - before) / messages;
  }

  async stop(): Promise<void> {
    await this.client.close();
    await this.process.stop();
  }
}
