import { createPublicKey, randomUUID, verify } from 'node:crypto';
import { createRequire } from 'node:module';
import { createVerifier as createFastJwtVerifier } from 'fast-jwt';
import {
  MemoryRevocationStore,
  type CognitoAuthModuleOptions,
} from 'nestjs-cognito-auth';
import { createVerifier as createAwsJwtVerifier } from '../guards/aws-jwt-verify.js';
import { readPart, type UserPoolFacts } from '../users.js';
import { createCognitoVerifier } from './cognito-verifier.js';
import { resolveManyPools } from './pools-at-run-time.js';

/** The user pools that a verifier trusts, and the tokens that it will verify. */
export interface VerifySetUp {
  readonly pools: readonly [UserPoolFacts, ...UserPoolFacts[]];
  readonly tokens: readonly string[];
}

/** Verifies the token that has this index in the set-up. */
export type Verify = (token: string, index: number) => unknown;

/** The verifiers to compare, by their names in the report. */
export const contestants = {
  'RSA verify alone': rsaAlone,
  'jsonwebtoken, PEM': (setUp) => jsonWebToken(setUp, pemOf(setUp)),
  'jsonwebtoken, KeyObject': (setUp) => jsonWebToken(setUp, keyOf(setUp)),
  'aws-jwt-verify': awsJwtVerify,
  'fast-jwt, new token': (setUp) => fastJwt(setUp, false),
  'fast-jwt, seen token': (setUp) => fastJwt(setUp, true),
  'this verifier, new token': (setUp) => cognito(setUp, { tokenCache: false }),
  'this verifier, seen token': (setUp) => cognito(setUp),
  'this verifier, seen token, 100,000 revocations': (setUp) =>
    withRevocations(setUp, 100_000),
  'this verifier, new token, one of 10,000 pools at run time': (setUp) =>
    withPoolsAtRunTime(setUp, { tokenCache: false }),
  'this verifier, seen token, one of 10,000 pools at run time': (setUp) =>
    withPoolsAtRunTime(setUp),
} satisfies Record<string, (setUp: VerifySetUp) => Verify | Promise<Verify>>;

export type VerifyContestant = keyof typeof contestants;

/** Verifies only the signature of tokens that were split before: the lower limit. */
function rsaAlone(setUp: VerifySetUp): Verify {
  const key = keyOf(setUp);
  const tokens = setUp.tokens.map((token) => {
    const end = token.lastIndexOf('.');
    return {
      signed: Buffer.from(token.slice(0, end)),
      signature: Buffer.from(token.slice(end + 1), 'base64url'),
    };
  });
  return (_token, index) => {
    const token = tokens[index];
    if (!token || !verify('RSA-SHA256', token.signed, key, token.signature)) {
      throw new Error('The signature of a valid token does not verify');
    }
  };
}

function jsonWebToken({ pools: [{ issuer }] }: VerifySetUp, key: unknown) {
  // The copy that passport-jwt uses.
  const { resolve } = createRequire(import.meta.url);
  const library = createRequire(resolve('passport-jwt'))('jsonwebtoken') as {
    verify(token: string, key: unknown, options: object): unknown;
  };
  const options = { algorithms: ['RS256'], issuer };
  return (token: string) => library.verify(token, key, options);
}

function awsJwtVerify({ pools: [pool] }: VerifySetUp): Verify {
  const verifier = createAwsJwtVerifier(pool);
  return (token) => verifier.verify(token);
}

function fastJwt(setUp: VerifySetUp, cache: boolean): Verify {
  return createFastJwtVerifier({
    key: pemOf(setUp),
    algorithms: ['RS256'],
    allowedIss: setUp.pools[0].issuer,
    cache,
  });
}

async function cognito(
  { pools }: VerifySetUp,
  options: Pick<CognitoAuthModuleOptions, 'tokenCache' | 'revocations'> = {},
): Promise<Verify> {
  const userPools = pools.map(poolOptionsOf);
  const verifier = await createCognitoVerifier({ userPools, ...options });
  return (token) => verifier.verify(token);
}

/** Has revoked the sessions of others: half of all revocations are of users. */
async function withRevocations(
  setUp: VerifySetUp,
  count: number,
): Promise<Verify> {
  const [{ userPoolId }] = setUp.pools;
  const until = Date.now() / 1000 + 3_600;
  const store = new MemoryRevocationStore();
  for (let added = 0; added < count; added += 1) {
    const kind = added % 2 === 0 ? 'session' : 'user';
    await store.add({ userPoolId, kind, id: randomUUID(), until });
  }
  return cognito(setUp, { revocations: { store } });
}

async function withPoolsAtRunTime(
  { pools: [pool], tokens }: VerifySetUp,
  options: { tokenCache?: false } = {},
): Promise<Verify> {
  const verifier = await createCognitoVerifier({
    ...options,
    userPools: ({ userPoolId }) => ({ ...poolOptionsOf(pool), userPoolId }),
    dynamicPools: { maxPools: 10_000, maxAge: 3_600_000 },
  });
  await resolveManyPools(verifier, tokens[0] ?? '', 10_000);
  return (token) => verifier.verify(token);
}

function poolOptionsOf({ userPoolId, clientId, jwks }: UserPoolFacts) {
  return { userPoolId, clientId, jwks };
}

/** Returns the key that the tokens were signed with. */
function keyOf({ pools: [{ jwks }], tokens }: VerifySetUp) {
  const { kid } = readPart(tokens[0] ?? '', 0);
  const key = jwks.keys.find((candidate) => candidate.kid === kid);
  return createPublicKey({ key: key ?? {}, format: 'jwk' });
}

function pemOf(setUp: VerifySetUp): string {
  return keyOf(setUp).export({ type: 'spki', format: 'pem' }).toString();
}
