import { CognitoUnauthorizedException } from '../errors/exceptions.js';
import { KeySets } from '../keys/key-sets.js';
import type { CognitoAuthModuleOptions } from '../options/options.interface.js';
import { resolveOptions } from '../options/resolve-options.js';
import type {
  ResolvedOptions,
  ResolvedUserPool,
} from '../options/resolved-options.js';
import { createPrincipal } from '../principal/create-principal.js';
import { checkTimes } from '../token/check-times.js';
import { claimChecks } from '../token/check-claims.js';
import type { CognitoClaims } from '../token/claims.js';
import { readUnverified } from '../token/unverified-token.js';
import { attemptFor } from './attempt.js';
import type {
  ExplainedCheck,
  ExplainedRoute,
  Explanation,
} from './explanation.js';
import { routeChecks } from './route-checks.js';
import { issuerOf, verifySignature } from './signature.js';
import { factsOf } from './token-facts.js';

/**
 * Explains why `CognitoGuard` accepts or refuses a token. It runs the guard's own
 * checks, and goes on after the first one that fails. It fetches the key set of
 * the user pool, unless the option `jwks` pins it.
 *
 * It runs neither `validate` nor policies, which need a request.
 *
 * @param options options of `CognitoAuthModule`
 * @param route what the route requires; an entry of `CognitoAccessMap` is one
 * @throws CognitoAuthOptionsError if an option is invalid.
 *
 * @example
 * ```ts
 * const { accepted, checks } = await explain(token, options);
 * const failed = checks.filter(({ passed }) => !passed);
 * ```
 */
export async function explain(
  token: string,
  options: CognitoAuthModuleOptions,
  route: ExplainedRoute = {},
): Promise<Explanation> {
  const resolved = resolveOptions(options);
  const keySets = new KeySets(resolved);
  try {
    return await explainResolved(token, resolved, route, keySets);
  } finally {
    keySets.beforeApplicationShutdown();
  }
}

/** Stands for a pool that is resolved at run time, whose options are not known. */
const anyPool: ResolvedUserPool = {
  name: 'resolved at run time',
  userPoolId: '',
  issuers: [],
  jwks: undefined,
  clientIds: null,
  tokenUse: new Set(['access', 'id']),
  audience: undefined,
  clockTolerance: 0,
  maxTokenAge: undefined,
};

/** Explains a token with given key sets; without them no signature is checked. */
export async function explainResolved(
  token: string,
  options: ResolvedOptions,
  route: ExplainedRoute,
  keySets: KeySets | undefined,
): Promise<Explanation> {
  const facts = factsOf(token);
  const issuer = issuerOf(facts, options);
  const pool = issuer?.pool ?? options.userPools[0] ?? anyPool;
  const attempt = attemptFor(facts, pool);
  const format = await attempt('format', () => {
    if (token === '' || token.length > options.maxTokenLength) {
      throw new CognitoUnauthorizedException(
        token === '' ? 'token_missing' : 'token_malformed',
      );
    }
    readUnverified(token);
  });
  if (format.code === 'token_missing' || format.code === 'token_malformed') {
    return explanationOf([format]);
  }
  const checks = [
    format,
    await attempt('issuer', () => {
      if (issuer === undefined) {
        throw new CognitoUnauthorizedException('issuer_unknown');
      }
    }),
  ];
  if (issuer && keySets && format.passed) {
    checks.push(
      await attempt('signature', () => verifySignature(token, issuer, keySets)),
    );
  }
  const { claims } = facts;
  checks.push(
    await attempt('times', () => void checkTimes(claims, pool, Date.now())),
  );
  for (const [name, check] of Object.entries(claimChecks)) {
    checks.push(await attempt(name, () => check(claims, pool)));
  }
  const user = createPrincipal(structuredClone(claims) as CognitoClaims, pool);
  return explanationOf([
    ...checks,
    ...routeChecks(route).map((check) => check(user)),
  ]);
}

function explanationOf(checks: readonly ExplainedCheck[]): Explanation {
  const answer = checks.find(({ passed }) => !passed);
  return {
    accepted: answer === undefined,
    checks: checks.map((check) =>
      check === answer ? { ...check, answers: true } : check,
    ),
  };
}
