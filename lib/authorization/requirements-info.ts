import type { TokenUse as TokenUseName } from '../token/claims.js';
import { allOfGroups, anyOfGroups, noneOfGroups } from './groups.decorators.js';
import { policies } from './policy.decorator.js';
import type { RouteAccess } from './route-access.js';
import { allOfScopes, anyOfScopes } from './scopes.decorators.js';
import { stepUp, type StepUpOptions } from './step-up.decorator.js';
import { tokenUse } from './token-use.decorator.js';
import { userPool } from './user-pool.decorator.js';

/** Describes what a route requires, for people and documents. */
export interface RequirementsInfo {
  /** Accepted kinds of tokens, if the route narrows those of its user pools. */
  readonly tokenUse?: readonly TokenUseName[];
  /** Names of the only user pools whose callers are accepted. */
  readonly userPools?: readonly string[];
  /** Required scopes: every one of `all`, and at least one of `any`. */
  readonly scopes?: {
    /** Scopes that are all required. */
    readonly all: readonly string[];
    /** Scopes of which one is required. */
    readonly any: readonly string[];
  };
  /** Required groups: one of `any`, every one of `all`, and none of `none`. */
  readonly groups?: {
    /** Groups of which one is required. */
    readonly any: readonly string[];
    /** Groups that are all required. */
    readonly all: readonly string[];
    /** Groups whose members are refused. */
    readonly none: readonly string[];
  };
  /** Required sign-in. */
  readonly stepUp?: StepUpOptions;
  /** Descriptions of the policies of the route. */
  readonly policies?: readonly string[];
}

/** Describes the requirements of a route. Absent ones are no properties. */
export function requirementsOf(access: RouteAccess): RequirementsInfo {
  const scopes = {
    all: allOfScopes.in(access) ?? [],
    any: anyOfScopes.in(access) ?? [],
  };
  const groups = {
    any: anyOfGroups.in(access) ?? [],
    all: allOfGroups.in(access) ?? [],
    none: noneOfGroups.in(access) ?? [],
  };
  const uses = tokenUse.in(access);
  const pools = userPool.in(access);
  const signIn = stepUp.in(access);
  const named = policies.in(access);
  return {
    ...(uses && { tokenUse: uses }),
    ...(pools && { userPools: pools }),
    ...(hasValues(scopes) && { scopes }),
    ...(hasValues(groups) && { groups }),
    ...(signIn && { stepUp: withoutDefaults(signIn) }),
    ...(named && { policies: named.map(({ description }) => description) }),
  };
}

function hasValues(lists: Readonly<Record<string, readonly string[]>>) {
  return Object.values(lists).some((list) => list.length > 0);
}

function withoutDefaults({
  maxAge,
  acr,
  amr,
}: NonNullable<ReturnType<typeof stepUp.in>>): NonNullable<
  RequirementsInfo['stepUp']
> {
  return {
    ...(maxAge !== undefined && { maxAge }),
    ...(acr.length > 0 && { acr }),
    ...(amr.length > 0 && { amr }),
  };
}
