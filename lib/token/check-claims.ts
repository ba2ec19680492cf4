import { CognitoUnauthorizedException } from '../errors/exceptions.js';
import type { UnauthorizedCode } from '../errors/error-codes.js';
import { checkTimes, type TimePolicy, type Validity } from './check-times.js';
import type { CognitoClaims, TokenUse } from './claims.js';

/** Which claims a user pool accepts. */
export interface ClaimPolicy extends TimePolicy {
  /** Accepted clients; `null` for any client of the pool. */
  readonly clientIds: ReadonlySet<string> | null;
  readonly tokenUse: ReadonlySet<TokenUse>;
  readonly audience: ReadonlySet<string> | undefined;
}

type Claims = Readonly<Record<string, unknown>>;

/**
 * Checks the claims of a token whose signature and issuer are already known to
 * be good (RFC 7519 §4.1, and AWS's policy for `token_use` and the client).
 *
 * All of them are checked here, the times too: one clock, and no claim that is
 * checked only when it happens to be there.
 *
 * @param now milliseconds since the epoch
 * @throws CognitoUnauthorizedException
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export function checkClaims(
  claims: Claims,
  policy: ClaimPolicy,
  now: number,
): CheckedClaims {
  const validity = checkTimes(claims, policy, now);
  const { token_use: tokenUse } = claims;
  if (!isTokenUse(tokenUse) || !policy.tokenUse.has(tokenUse)) {
    refuse('token_use_mismatch');
  }
  const client = tokenUse === 'access' ? claims['client_id'] : claims['aud'];
  if (
    !isNonEmptyString(client) ||
    (policy.clientIds && !policy.clientIds.has(client))
  ) {
    refuse('client_mismatch');
  }
  if (tokenUse === 'access' && !isMeantFor(claims['aud'], policy.audience)) {
    refuse('audience_mismatch');
  }
  if (!isNonEmptyString(claims['sub']) || !hasUsableName(claims, tokenUse)) {
    refuse('token_malformed');
  }
  return { claims: claims as CognitoClaims, validity };
}

/** Claims that passed every check, and when their token is valid. */
export interface CheckedClaims {
  readonly claims: CognitoClaims;
  readonly validity: Validity;
}

function isTokenUse(value: unknown): value is TokenUse {
  return value === 'access' || value === 'id';
}

function isNonEmptyString(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isMeantFor(
  aud: unknown,
  audience: ReadonlySet<string> | undefined,
): boolean {
  if (audience === undefined) {
    return true;
  }
  const meantFor: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  return meantFor.some((one) => typeof one === 'string' && audience.has(one));
}

/** A name of a wrong type must not turn a user into a machine, which has none. */
function hasUsableName(claims: Claims, tokenUse: TokenUse): boolean {
  const name =
    tokenUse === 'access' ? claims['username'] : claims['cognito:username'];
  return name === undefined || isNonEmptyString(name);
}

function refuse(code: UnauthorizedCode): never {
  throw new CognitoUnauthorizedException(code);
}
