import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import type { Plan } from '../plan.js';
import { Child } from '../processes/child.js';
import { interleave, median } from '../processes/interleave.js';
import { accessTokens, factsOf } from '../users.js';
import { contestants, type Contestant } from './contestants.js';
import type { ServedUserPool } from './guarding.js';
import { GuardedServer, type LoadRound } from './guarded-server.js';
import type { LoadCommands } from './load.process.js';
import type { Platform } from './server.process.js';

/** Medians over the rounds of one server. */
export interface GuardResult extends LoadRound {
  readonly platform: Platform;
  readonly contestant: Contestant;
}

const platforms: readonly Platform[] = ['Express', 'Fastify'];

/** What each guard costs a server under load. */
export async function measureGuards(
  pool: TestUserPool,
  { users, guards: { warmUps, rounds, seconds, connections } }: Plan,
): Promise<GuardResult[]> {
  const keySetServer = await pool.listen();
  const servers = await startServers({
    ...factsOf(pool),
    jwksUri: keySetServer.jwksUri,
  });
  const loadProcess = new Child<LoadCommands>(
    new URL('load.process.js', import.meta.url),
  );
  const load = { tokens: accessTokens(pool, users), connections, seconds };
  const measure = (server: GuardedServer) => server.measure(loadProcess, load);

  await interleave('Guards, warm-up', servers, warmUps, measure);
  const measured = await interleave('Guards', servers, rounds, measure);

  await Promise.all([loadProcess, ...servers].map((child) => child.stop()));
  await keySetServer.close();
  return measured.map(({ subject: { platform, contestant }, rounds }) => ({
    platform,
    contestant,
    requestsPerSecond: median(rounds.map((round) => round.requestsPerSecond)),
    cpuPerRequest: median(rounds.map((round) => round.cpuPerRequest)),
    busy: median(rounds.map((round) => round.busy)),
  }));
}

function startServers(pool: ServedUserPool): Promise<GuardedServer[]> {
  const names = Object.keys(contestants) as Contestant[];
  return Promise.all(
    platforms.flatMap((platform) =>
      names.map((contestant) =>
        GuardedServer.start(platform, contestant, pool),
      ),
    ),
  );
}
