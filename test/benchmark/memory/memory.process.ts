import { randomUUID } from 'node:crypto';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { serve } from '../processes/commands.js';
import { accessTokens, factsOf } from '../users.js';
import { createCognitoVerifier } from '../verify/cognito-verifier.js';

const commands = {
  /**
   * Verifies tokens and drops them.
   *
   * @returns bytes in use afterwards.
   */
  async measure(options: { tokens: number; cached: boolean }): Promise<number> {
    const pool = await TestUserPool.create();
    const { userPoolId, clientId, jwks } = factsOf(pool);
    const verifier = await createCognitoVerifier({
      userPools: [{ userPoolId, clientId, jwks }],
      ...(options.cached ? {} : { tokenCache: false }),
    });
    for (let verified = 0; verified < options.tokens; verified += 1) {
      const [token = ''] = accessTokens(pool, 1);
      await verifier.verify(token);
    }
    globalThis.gc?.();
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    // Used after the measurement, so that the verifier is alive during it.
    await verifier.verify(pool.accessToken({ username: randomUUID() }));
    return heapUsed + external;
  },
};

export type MemoryCommands = typeof commands;

serve(commands);
