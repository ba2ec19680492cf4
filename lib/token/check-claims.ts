import { CognitoUnauthorizedException } from '../errors/exceptions.js';
import type { UnauthorizedCode } from '../errors/error-codes.js';
import { checkTimes, type TimePolicy, type Validity } from './check-times.js';
import type { TokenUse } from './claims.js';

/** The claims that a user pool accepts. */
export interface ClaimPolicy extends TimePolicy {
  /** Accepted clients; `null` for any client of the pool. */
  readonly clientIds: ReadonlySet<string> | null;
  readonly tokenUse: ReadonlySet<TokenUse>;
  readonly audience: ReadonlySet<string> | undefined;
}

type Claims = Readonly<Record<string, unknown>>;

/**
 * Checks the claims of a token with a verified signature and a known issuer. The
 * rules are those of RFC 7519 §4.1, and AWS's for `token_use` and the client id.
 *
 * This function checks all claims, also the times. So one clock decides, and a
 * missing claim is refused where JWT libraries would skip its check.
 *
 * @param now milliseconds since the epoch
 * @returns the time in which the token is valid
 * @throws CognitoUnauthorizedException for the first claim that is not accepted.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export function checkClaims(
  claims: Claims,
  policy: ClaimPolicy,
  now: number,
): Validity {
  const validity = checkTimes(claims, policy, now);
  for (const check of inOrder) {
    check(claims, policy);
  }
  return validity;
}

/** The checks of claims other than the times, in their order. Each may throw. */
export const claimChecks = {
  'token use': ({ token_use: tokenUse }: Claims, policy: ClaimPolicy) => {
    if (!isTokenUse(tokenUse) || !policy.tokenUse.has(tokenUse)) {
      refuse('token_use_mismatch');
    }
  },
  client: (claims: Claims, { clientIds }: ClaimPolicy) => {
    const client = isAccessToken(claims) ? claims['client_id'] : claims['aud'];
    if (!isNonEmptyString(client) || (clientIds && !clientIds.has(client))) {
      refuse('client_mismatch');
    }
  },
  audience: (claims: Claims, { audience }: ClaimPolicy) => {
    if (isAccessToken(claims) && !isMeantFor(claims['aud'], audience)) {
      refuse('audience_mismatch');
    }
  },
  subject: (claims: Claims, _policy: ClaimPolicy) => {
    if (!isNonEmptyString(claims['sub']) || !hasValidUsername(claims)) {
      refuse('token_malformed');
    }
  },
};

const inOrder = Object.values(claimChecks);

function isAccessToken({ token_use: tokenUse }: Claims): boolean {
  return tokenUse === 'access';
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
  const audiences: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  return audiences.some((one) => typeof one === 'string' && audience.has(one));
}

/** Refuses a username of a wrong type, which would make the user a machine. */
function hasValidUsername(claims: Claims): boolean {
  const name = isAccessToken(claims)
    ? claims['username']
    : claims['cognito:username'];
  return name === undefined || isNonEmptyString(name);
}

function refuse(code: UnauthorizedCode): never {
  throw new CognitoUnauthorizedException(code);
}
