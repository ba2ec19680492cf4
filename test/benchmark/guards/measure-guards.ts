import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import type { Plan } from '../plan.js';
import { Child } from '../processes/child.js';
import { inProcesses, median } from '../processes/interleave.js';
import { accessTokens, factsOf } from '../users.js';
import { contestants, type Contestant } from './contestants.js';
import { GuardedServer, type LoadRound } from './guarded-server.js';
import type { LoadCommands } from './load.process.js';
import type { Platform } from './server.process.js';

/** Medians over the rounds of all servers with one guard. */
export interface GuardResult extends LoadRound {
  readonly platform: Platform;
  readonly contestant: Contestant;
}

const platforms: readonly Platform[] = ['Express', 'Fastify'];

const subjects = platforms.flatMap((platform) =>
  Object.keys(contestants).map((name) => ({
    platform,
    contestant: name as Contestant,
  })),
);

/** Measures the cost of each guard for a server under load. */
export async function measureGuards(
  pool: TestUserPool,
  { users, guards: { seconds, connections, ...repetitions } }: Plan,
): Promise<GuardResult[]> {
  const keySetServer = await pool.listen();
  const served = { ...factsOf(pool), jwksUri: keySetServer.jwksUri };
  const loadProcess = new Child<LoadCommands>(
    new URL('load.process.js', import.meta.url),
  );
  const load = { tokens: accessTokens(pool, users), connections, seconds };

  const measured = await inProcesses(
    'Guards',
    subjects,
    repetitions,
    async ({ platform, contestant }) => {
      const server = await GuardedServer.start(platform, contestant, served);
      const measure = () => server.measure(loadProcess, load);
      return { warmUp: measure, measure, stop: () => server.stop() };
    },
  );

  await loadProcess.stop();
  await keySetServer.close();
  return subjects.map((subject, index) => {
    const medianOf = (figure: keyof LoadRound) =>
      median((measured[index] ?? []).map((round) => round[figure]));
    return {
      ...subject,
      requestsPerSecond: medianOf('requestsPerSecond'),
      cpuPerRequest: medianOf('cpuPerRequest'),
      busy: medianOf('busy'),
    };
  });
}
