import { CognitoUnauthorizedException } from '../challenge/exceptions.js';
import type { UnauthorizedCode } from '../challenge/refusal.js';
import type { CognitoClaims, TokenUse } from './claims.js';

/** What verified claims are held against. */
export interface ClaimRules {
  /** Accepted clients; `null` for any client of the pool. */
  readonly clientIds: ReadonlySet<string> | null;
  readonly tokenUse: ReadonlySet<TokenUse>;
  readonly audience: ReadonlySet<string> | undefined;
  /** Seconds of difference between clocks that `exp` and `nbf` are granted. */
  readonly clockTolerance: number;
  /** Seconds since `iat` after which a token is too old. */
  readonly maxTokenAge: number | undefined;
}

type Claims = Readonly<Record<string, unknown>>;

/**
 * Checks the claims of a token whose signature and issuer are already known to
 * be good (RFC 7519 §4.1, and AWS's rules for `token_use` and the client).
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
  rules: ClaimRules,
  now: number,
): asserts claims is CognitoClaims & Claims {
  checkTimes(claims, rules, now / 1000);
  const { token_use: tokenUse } = claims;
  if (!isTokenUse(tokenUse) || !rules.tokenUse.has(tokenUse)) {
    refuse('token_use_mismatch');
  }
  const client = tokenUse === 'access' ? claims['client_id'] : claims['aud'];
  if (!isText(client) || (rules.clientIds && !rules.clientIds.has(client))) {
    refuse('client_mismatch');
  }
  if (tokenUse === 'access' && !isMeantFor(claims['aud'], rules.audience)) {
    refuse('audience_mismatch');
  }
  if (!isText(claims['sub']) || !hasUsableName(claims, tokenUse)) {
    refuse('token_malformed');
  }
}

function checkTimes(claims: Claims, rules: ClaimRules, now: number): void {
  const { exp, nbf, iat } = claims;
  const { clockTolerance, maxTokenAge } = rules;
  if (!isTime(exp) || now >= exp + clockTolerance) {
    refuse('token_expired');
  }
  if (nbf !== undefined && (!isTime(nbf) || now < nbf - clockTolerance)) {
    refuse('token_not_active');
  }
  if (!isTime(iat)) {
    refuse('token_malformed');
  }
  if (maxTokenAge !== undefined) {
    if (iat > now + clockTolerance) {
      refuse('token_not_active');
    }
    if (now >= iat + maxTokenAge + clockTolerance) {
      refuse('token_expired');
    }
  }
}

function isTokenUse(value: unknown): value is TokenUse {
  return value === 'access' || value === 'id';
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** `1e999` is JSON, and Infinity: a token that would never end. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
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
  return name === undefined || isText(name);
}

function refuse(code: UnauthorizedCode): never {
  throw new CognitoUnauthorizedException(code);
}
