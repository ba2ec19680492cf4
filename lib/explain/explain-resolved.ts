import { Issuers } from '../authentication/issuers.js';
import { CognitoUnauthorizedException } from '../errors/exceptions.js';
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
import { findIssuer, verifySignature } from './signature.js';
import { factsOf } from './token-facts.js';

/** Explains a token without an application. */
export async function explainAlone(
  question: Omit<Question, 'issuers'>,
): Promise<Explanation> {
  const issuers = Issuers.of(question.options);
  try {
    return await explainResolved({ ...question, issuers });
  } finally {
    issuers.close();
  }
}

/** Stands for the pool of a token whose issuer is unknown, if no pool is listed. */
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

/** A token to explain, and what an application knows already. */
interface Question {
  readonly token: string;
  readonly options: ResolvedOptions;
  readonly issuers: Issuers;
  readonly route?: ExplainedRoute;
  /** `true` if the signature must not be checked, because that needs the network. */
  readonly isOffline?: boolean;
}

/** Explains a token with the issuers of an application. */
export async function explainResolved({
  token,
  options,
  issuers,
  route = {},
  isOffline = false,
}: Question): Promise<Explanation> {
  const facts = factsOf(token);
  const { claims } = facts;
  const firstPool = options.userPools[0] ?? anyPool;
  const attemptFirst = attemptFor(facts, firstPool);
  const format = await attemptFirst('format', () => {
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
  const finding = findIssuer(issuers, claims['iss']);
  const named = await attemptFirst('issuer', async () => void (await finding));
  const issuer = named.passed ? await finding : undefined;
  const pool = issuer?.pool ?? firstPool;
  const attempt = attemptFor(facts, pool);
  const checks = [format, named];
  if (issuer && !isOffline && format.passed) {
    checks.push(
      await attempt('signature', () => verifySignature(token, issuer)),
    );
  }
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
