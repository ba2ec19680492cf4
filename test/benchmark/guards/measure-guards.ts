import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import type { Plan } from '../plan.js';
import { Child } from '../processes/child.js';
import { interleave, median } from '../processes/interleave.js';
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

/** What each guard costs a server under load. */
export async function measureGuards(
  pool: TestUserPool,
  { users, guards: { processes, warmUps, rounds, seconds, connections } }: Plan,
): Promise<GuardResult[]> {
  const keySetServer = await pool.listen();
  const served = { ...factsOf(pool), jwksUri: keySetServer.jwksUri };
  const loadProcess = new Child<LoadCommands>(
    new URL('load.process.js', import.meta.url),
  );
  const load = { tokens: accessTokens(pool, users), connections, seconds };
  const measure = (server: GuardedServer) => server.measure(loadProcess, load);

  const measured = subjects.map((subject) => ({
    subject,
    rounds: [] as LoadRound[],
  }));
  for (let process = 1; process <= processes; process += 1) {
    const title = `Guards, process ${process} of ${processes}`;
    const servers = await Promise.all(
      subjects.map(({ platform, contestant }) =>
        GuardedServer.start(platform, contestant, served),
      ),
    );
    await interleave(`${title}, warm-up`, servers, warmUps, measure);
    const results = await interleave(title, servers, rounds, measure);
    results.forEach((result, index) =>
      measured[index]?.rounds.push(...result.rounds),
    );
    await Promise.all(servers.map((server) => server.stop()));
  }

  await loadProcess.stop();
  await keySetServer.close();
  return measured.map(({ subject, rounds }) => ({
    ...subject,
    requestsPerSecond: median(rounds.map((round) => round.requestsPerSecond)),
    cpuPerRequest: median(rounds.map((round) => round.cpuPerRequest)),
    busy: median(rounds.map((round) => round.busy)),
  }));
}
