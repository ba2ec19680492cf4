import { Agent, type Server } from 'node:http';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { describe, expect, it } from 'vitest';
import {
  bootKeyServedApp,
  forger,
} from '../../support/key-served-app.fixture.js';
import { FaultyKeyServer } from '../../support/faulty-key-server.js';
import { request } from '../../support/http.js';
import { platforms } from '../../support/platforms.js';

const pool = await TestUserPool.create();
const forge = forger(pool);

/**
 * A thousand callers: nine users with a token of their own, then a forger, and
 * so on.
 */
const callers = Array.from({ length: 1_000 }, (_, index) => {
  const username = `user-${index}`;
  return index % 10 === 9
    ? { token: forge(`key-${index}`), expected: 'signature_invalid' }
    : { token: pool.accessToken({ username }), expected: username };
});

describe.each(platforms)('Overlapping requests on $name', (platform) => {
  it('each of 1,000 callers gets their own answer', async () => {
    const keySet = () => pool.jwks();
    const keyServer = await FaultyKeyServer.start({ keySet });
    // While keys are on their way verification is asynchronous, and callers
    // overlap in it.
    await keyServer.breakWith('slow but in time');
    // No fetch may end because the machine is busy.
    const keys = { prefetch: false, timeout: 20_000 } as const;
    const app = await bootKeyServedApp(platform, { pool, keyServer, keys });
    // On a busy machine connections are idle for longer than the usual 5 s.
    (app.app.getHttpServer() as Server).keepAliveTimeout = 60_000;
    const agent = new Agent({ keepAlive: true });

    // The first wave finds no keys; the second comes over the same connections
    // and does.
    for (const wave of ['cold', 'warm']) {
      const answers = await Promise.all(
        callers.map(({ token }) =>
          request(`${app.url}/whoami`, { token, agent }),
        ),
      );
      expect(
        answers.map(({ body }) => body.username ?? body.code),
        wave,
      ).toEqual(callers.map(({ expected }) => expected));
    }

    agent.destroy();
    await app.close();
    await keyServer.close();
  });
});
