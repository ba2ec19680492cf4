import { sign } from 'node:crypto';
import { createRequire } from 'node:module';
import { startCognitoLocal } from '../../../sample/shared/cognito-local.js';
import { DemoUserPool } from '../../../sample/shared/demo-user-pool.js';
import { addDemoUsers } from '../../../sample/shared/demo-users.js';

/** Two user pools of one cognito-local: they share their signing key. */
export interface LocalUserPools {
  readonly pool: DemoUserPool;
  readonly otherPool: DemoUserPool;
  readonly stop: () => Promise<void>;
}

/** Starts cognito-local, with a member and an admin in either pool. */
export async function startUserPools(): Promise<LocalUserPools> {
  const cognito = await startCognitoLocal();
  const pools = [
    await DemoUserPool.create(cognito),
    await DemoUserPool.create(cognito),
  ] as const;
  for (const pool of pools) {
    await addDemoUsers(pool);
  }
  const [pool, otherPool] = pools;
  return {
    pool,
    otherPool,
    stop: async () => {
      pools.forEach((each) => each.close());
      await cognito.stop();
    },
  };
}

// One key for every pool of every cognito-local.
const { pem } = createRequire(import.meta.url)(
  'cognito-local/lib/keys/cognitoLocal.private.json',
) as { pem: string };

/**
 * An access token as the client credentials grant issues it. cognito-local
 * lacks that grant, so the claims are those AWS documents for it, signed with
 * the key of cognito-local. With a `username` it is a person's token.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
export function machineToken(
  pool: DemoUserPool,
  claims: { readonly scope: string; readonly username?: string },
): string {
  const now = Math.floor(Date.now() / 1000);
  const signed = [
    { alg: 'RS256', kid: 'CognitoLocal' },
    {
      iss: pool.issuer,
      sub: pool.clientId,
      client_id: pool.clientId,
      token_use: 'access',
      version: 2,
      jti: crypto.randomUUID(),
      auth_time: now,
      iat: now,
      exp: now + 3600,
      ...claims,
    },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('sha256', Buffer.from(signed), pem);
  return `${signed}.${signature.toString('base64url')}`;
}
