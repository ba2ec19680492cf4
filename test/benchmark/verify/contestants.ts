import { createPublicKey, verify } from 'node:crypto';
import { createRequire } from 'node:module';
import { createVerifier as createFastJwtVerifier } from 'fast-jwt';
import { createVerifier as createAwsJwtVerifier } from '../guards/aws-jwt-verify.js';
import { readPart, type UserPoolFacts } from '../users.js';
import { createCognitoVerifier } from './cognito-verifier.js';

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
  options?: { tokenCache: false },
): Promise<Verify> {
  const verifier = await createCognitoVerifier(pools, options);
  return (token) => verifier.verify(token);
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
