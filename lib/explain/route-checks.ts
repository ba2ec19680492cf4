import type { ExecutionContext } from '@nestjs/common';
import {
  allOfGroups,
  anyOfGroups,
  noneOfGroups,
} from '../authorization/groups.decorators.js';
import type { Requirement } from '../authorization/requirement.js';
import {
  allOfScopes,
  anyOfScopes,
} from '../authorization/scopes.decorators.js';
import { stepUp } from '../authorization/step-up.decorator.js';
import { tokenUse } from '../authorization/token-use.decorator.js';
import { userPool } from '../authorization/user-pool.decorator.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { ExplainedCheck, ExplainedRoute } from './explanation.js';
import { listed, shownTime } from './token-facts.js';
import type { Reason } from './token-reasons.js';

type Run = (user: CognitoUser) => ExplainedCheck;

/**
 * Returns the guard's own checks for what a route requires, in their order.
 * Policies are missing, because they need the request.
 */
export function routeChecks(route: ExplainedRoute): Run[] {
  const { scopes, groups } = route;
  return [
    ...run(tokenUse, route.tokenUse, ({ tokenUse: use }) => ({
      why: `This route takes ${listed(route.tokenUse ?? [])} tokens, and this is an ${use} token.`,
      remedy: `Send another token of the token response.`,
    })),
    ...run(userPool, route.userPools, ({ userPool: name }) => ({
      why: `The user is of the pool ${listed([name])}; accepted: ${listed(route.userPools ?? [])}.`,
      remedy: 'Sign in to an accepted user pool.',
    })),
    ...run(stepUp, signInOf(route), ({ authTime }) => ({
      why: `The sign-in at ${shownTime(authTime)} is not recent or strong enough.`,
      remedy: 'Send the user to sign in again, with `prompt=login`.',
    })),
    ...run(
      allOfScopes,
      nonEmpty(scopes?.all),
      scopeReason(scopes?.all, 'every one of'),
    ),
    ...run(
      anyOfScopes,
      nonEmpty(scopes?.any),
      scopeReason(scopes?.any, 'one of'),
    ),
    ...run(
      noneOfGroups,
      nonEmpty(groups?.none),
      groupReason(groups?.none, 'none of'),
    ),
    ...run(
      anyOfGroups,
      nonEmpty(groups?.any),
      groupReason(groups?.any, 'one of'),
    ),
    ...run(
      allOfGroups,
      nonEmpty(groups?.all),
      groupReason(groups?.all, 'every one of'),
    ),
  ];
}

function run<T>(
  requirement: Requirement<T>,
  value: T | undefined,
  explain: (user: CognitoUser) => Reason,
): Run[] {
  if (value === undefined) {
    return [];
  }
  // These checks read the principal only, and no policy is looked for.
  const check = requirement.checkFor(value, () => ({ check: () => true }));
  return [
    (user) => {
      const refusal = check(user, undefined as unknown as ExecutionContext);
      const name = `@${requirement.name}()`;
      return refusal && 'code' in refusal
        ? { check: name, passed: false, code: refusal.code, ...explain(user) }
        : { check: name, passed: true };
    },
  ];
}

function nonEmpty(values: readonly string[] = []) {
  return values.length > 0 ? values : undefined;
}

function signInOf({ stepUp: given }: ExplainedRoute) {
  return (
    given && {
      maxAge: given.maxAge,
      acr: [given.acr ?? []].flat(),
      amr: [given.amr ?? []].flat(),
    }
  );
}

function scopeReason(wanted: readonly string[] = [], how: string) {
  return ({ scopes }: CognitoUser): Reason => ({
    why: `The token has these scopes: ${listed(scopes)}; needed: ${how} ${listed(wanted)}.`,
    remedy: 'Ask for the scope at sign-in, and allow it for the app client.',
  });
}

function groupReason(wanted: readonly string[] = [], how: string) {
  return ({ groups }: CognitoUser): Reason => ({
    why: `The user is in these groups: ${listed(groups)}; needed: ${how} ${listed(wanted)}.`,
    remedy: 'Change the groups of the user, then refresh the token.',
  });
}
