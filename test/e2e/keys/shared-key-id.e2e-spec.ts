import { CognitoAuthModule } from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  WhoAmIController,
  whoAmI,
} from '../../support/key-served-app.fixture.js';
import {
  bootApp,
  platforms,
  type RunningApp,
} from '../../support/platforms.js';

const kid = 'shared';
const [customers, staff] = await Promise.all([
  TestUserPool.create(),
  TestUserPool.create(),
]);

/**
 * The pool's options, with the key of its access tokens under the shared id.
 */
function withSharedKeyId(pool: TestUserPool) {
  const { userPoolId, clientId, jwks } = pool.options;
  const [header = ''] = pool.accessToken().split('.');
  const accessKey = jwks.keys.find((key) => key.kid === decode(header).kid);
  return { userPoolId, clientId, jwks: { keys: [{ ...accessKey, kid }] } };
}

/** Claims of the one pool, signed by the other. */
function sign(claimsOf: TestUserPool, signer: TestUserPool): string {
  const [, claims = ''] = claimsOf.accessToken().split('.');
  return signer.sign({ claims: decode(claims), header: { kid } });
}

function decode(part: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<
    string,
    unknown
  >;
}

describe.each(platforms)('Pools that share a key id on $name', (platform) => {
  let app: RunningApp;

  beforeEach(async () => {
    const userPools = [customers, staff].map(withSharedKeyId);
    app = await bootApp(platform, {
      imports: [CognitoAuthModule.forRoot({ userPools })],
      controllers: [WhoAmIController],
    });
  });

  afterEach(() => app.close());

  it.each([customers, staff])(
    'accept what they signed themselves',
    async (pool) => {
      const answer = await whoAmI(app, sign(pool, pool));
      expect(answer.status).toBe(200);
    },
  );

  it.each([
    [customers, staff],
    [staff, customers],
  ])('refuse what the other signed', async (claimsOf, signer) => {
    const answer = await whoAmI(app, sign(claimsOf, signer));
    expect(answer.status).toBe(401);
    expect(answer.body.code).toBe('signature_invalid');
  });
});
