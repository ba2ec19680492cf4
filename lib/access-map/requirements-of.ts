import {
  allOfGroups,
  anyOfGroups,
  noneOfGroups,
} from '../authorization/groups.decorators.js';
import { policies } from '../authorization/policy.decorator.js';
import type { RouteAccess } from '../authorization/route-access.js';
import {
  allOfScopes,
  anyOfScopes,
} from '../authorization/scopes.decorators.js';
import { stepUp } from '../authorization/step-up.decorator.js';
import { tokenUse } from '../authorization/token-use.decorator.js';
import { userPool } from '../authorization/user-pool.decorator.js';
import type { RouteInfo } from './route-info.js';

/** The requirements of a route, in the form of the access map. */
export type RequirementsInfo = Pick<
  RouteInfo,
  'tokenUse' | 'userPools' | 'scopes' | 'groups' | 'stepUp' | 'policies'
>;

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
  RouteInfo['stepUp']
> {
  return {
    ...(maxAge !== undefined && { maxAge }),
    ...(acr.length > 0 && { acr }),
    ...(amr.length > 0 && { amr }),
  };
}
