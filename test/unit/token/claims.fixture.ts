import {
  checkClaims,
  type ClaimPolicy,
} from '../../../lib/token/check-claims.js';
import { codeOf } from '../errors/code-of.fixture.js';

/** The moment of all checks, in seconds since the epoch. */
export const now = 1_800_000_000;

export const accessClaims = {
  sub: 'f2f4a884-5b2c-4a53-8a5f-2f6c0d1f6a11',
  token_use: 'access',
  client_id: 'client',
  username: 'alice',
  iat: now - 60,
  exp: now + 60,
};

export const idClaims = {
  sub: accessClaims.sub,
  token_use: 'id',
  aud: 'client',
  'cognito:username': 'alice',
  iat: now - 60,
  exp: now + 60,
};

const policy: ClaimPolicy = {
  clientIds: new Set(['client', 'other-client']),
  tokenUse: new Set(['access', 'id']),
  audience: undefined,
  clockTolerance: 0,
  maxTokenAge: undefined,
};

/** The code that claims are refused with, at a moment in seconds. */
export function codeFor(
  claims: Readonly<Record<string, unknown>>,
  differing: Partial<ClaimPolicy> = {},
  at = now,
): string | undefined {
  return codeOf(() =>
    checkClaims(claims, { ...policy, ...differing }, at * 1000),
  );
}
