import type {
  UnauthorizedCode,
  UnavailableCode,
} from '../errors/error-codes.js';
import type { ResolvedUserPool } from '../options/resolved-options.js';
import { listed, quoted, shownTime, type TokenFacts } from './token-facts.js';

/** Why a check failed, and what to do about it. */
export interface Reason {
  readonly why: string;
  readonly remedy: string;
}

/** The user pool that a token claims, or the first one if it claims none. */
type Explain = (facts: TokenFacts, pool: ResolvedUserPool) => Reason;

const sendAccessToken = 'Send `access_token` of the token response.';
const newToken = 'Refresh the token, or sign in again.';

/** Reasons of the checks of a token, by the code of their answer. */
const byCode: Partial<Record<UnauthorizedCode | UnavailableCode, Explain>> = {
  token_missing: () => ({
    why: 'There is no token.',
    remedy: sendAccessToken,
  }),
  token_malformed: malformed,
  issuer_unknown: ({ claims: { iss } }, { name }) => ({
    why: `Its issuer ${quoted(iss)} is none of the configured user pools.`,
    remedy: `Sign in to the user pool ${quoted(name)}, or configure the other one.`,
  }),
  signature_invalid: () => ({
    why: 'No signing key of its user pool made this signature.',
    remedy: 'Get a new token, because this one was changed or cut off.',
  }),
  user_pool_unavailable: ({ claims: { iss } }) => ({
    why: `The resolver of user pools gave no answer for the issuer ${quoted(iss)}.`,
    remedy: 'Look for its error in the log, and at the option `dynamicPools`.',
  }),
  keys_unavailable: (_facts, { name }) => ({
    why: `The key set of the user pool ${quoted(name)} could not be fetched.`,
    remedy: 'Check the network and the option `jwksUri`.',
  }),
  token_expired: expired,
  token_not_active: ({ claims: { nbf, iat } }) => ({
    why: `The token is valid from ${shownTime(nbf ?? iat)}, which is later.`,
    remedy: 'Check the clocks of both machines.',
  }),
  token_use_mismatch: ({ claims }, { tokenUse }) => ({
    why: `This is ${kindOf(claims)}; this API takes ${kindsOf(tokenUse)}.`,
    remedy: `Send ${Array.from(tokenUse, (use) => `\`${use}_token\``).join(' or ')} of the token response.`,
  }),
  client_mismatch: ({ claims }, { clientIds }) => ({
    why: `The token was issued to ${quoted(clientOf(claims))}; accepted: ${listed(clientIds ?? [])}.`,
    remedy: 'Sign in with an accepted client, or add this one to `clientId`.',
  }),
  audience_mismatch: ({ claims: { aud } }, { audience }) => ({
    why: `The token is meant for ${quoted(aud)}; expected: ${listed(audience ?? [])}.`,
    remedy: 'Ask for the token with the parameter `resource` at sign-in.',
  }),
};

/** The same, for any code. */
export const tokenReasons: ReadonlyMap<string, Explain> = new Map(
  Object.entries(byCode),
);

/** The reason of a claim that no token of Cognito lacks. */
export const subjectReason: Reason = {
  why: 'The token has no `sub`, or a username that is no string.',
  remedy: sendAccessToken,
};

function malformed({ parts, header, claims }: TokenFacts): Reason {
  if (/\s/.test(parts.join(''))) {
    return {
      why: 'The token has white space in it, or `Bearer` in front.',
      remedy: 'Pass the token alone, on one line.',
    };
  }
  if (parts.length === 5) {
    return {
      why: 'The token is encrypted, as the refresh tokens of Cognito are.',
      remedy: sendAccessToken,
    };
  }
  if (parts.length !== 3 || Object.keys(claims).length === 0) {
    return {
      why: 'The token has not the form of a signed JWT (JWS).',
      remedy: sendAccessToken,
    };
  }
  return header['alg'] === 'RS256'
    ? {
        why: 'The header of the token is not one that Cognito writes.',
        remedy: 'Send a token that the user pool issued.',
      }
    : {
        why: `The header names the algorithm ${quoted(header['alg'])} instead of RS256.`,
        remedy: 'Send a token that the user pool issued.',
      };
}

function expired({ claims }: TokenFacts, pool: ResolvedUserPool): Reason {
  const { exp, iat } = claims;
  if (typeof exp !== 'number') {
    return { why: 'The token has no time of expiry.', remedy: newToken };
  }
  const isPast = (exp + pool.clockTolerance) * 1000 <= Date.now();
  return {
    why: isPast
      ? `The token expired at ${shownTime(exp)}.`
      : `The token was issued at ${shownTime(iat)}, more than \`maxTokenAge\` (${pool.maxTokenAge} s) ago.`,
    remedy: newToken,
  };
}

function kindOf({ token_use: use }: TokenFacts['claims']): string {
  if (use === 'id') {
    return 'an ID token';
  }
  return use === 'access'
    ? 'an access token'
    : 'neither an access nor an ID token';
}

function kindsOf(uses: ReadonlySet<string>): string {
  return Array.from(uses, (use) =>
    use === 'id' ? 'ID tokens' : 'access tokens',
  ).join(' and ');
}

function clientOf({
  token_use: use,
  client_id: id,
  aud,
}: TokenFacts['claims']) {
  return use === 'access' ? id : aud;
}
