import { CognitoForbiddenException } from '../errors/exceptions.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import { names, Requirement } from './requirement.js';
import type { RouteDecorator } from './route-metadata.js';

export const anyOfGroups = new Requirement<readonly string[]>(
  'Groups',
  (groups) => (user) =>
    groups.some((group) => user.groups.includes(group))
      ? undefined
      : new CognitoForbiddenException('group_missing'),
);

export const allOfGroups = new Requirement<readonly string[]>(
  'AllGroups',
  (groups) => (user) =>
    groups.every((group) => user.groups.includes(group))
      ? undefined
      : new CognitoForbiddenException('group_missing'),
);

export const noneOfGroups = new Requirement<readonly string[]>(
  'NotInGroups',
  (groups) => (user) =>
    hasUnreadableGroups(user) ||
    groups.some((group) => user.groups.includes(group))
      ? new CognitoForbiddenException('group_forbidden')
      : undefined,
);

/**
 * Tells whether the groups claim is not a list of strings. The principal then has
 * no groups, so `@NotInGroups()` would otherwise admit it.
 */
function hasUnreadableGroups({ claims, groups }: CognitoUser): boolean {
  const claim = claims['cognito:groups'];
  return claim !== undefined && claim !== groups;
}

/**
 * Requires membership in at least one of these groups (`cognito:groups`). Names
 * compare exactly. The refusal is 403 `group_missing`.
 *
 * @throws Error for an empty list.
 */
export function Groups(...groups: string[]): RouteDecorator {
  return anyOfGroups.decorate(names('Groups', groups));
}

/**
 * Requires membership in at least one of these groups. It does the same as
 * `@Groups()`, under a name that says that one group is enough.
 *
 * @throws Error for an empty list.
 */
export function AnyGroup(...groups: string[]): RouteDecorator {
  return anyOfGroups.decorate(names('AnyGroup', groups));
}

/**
 * Requires membership in every one of these groups (`cognito:groups`). Names
 * compare exactly. The refusal is 403 `group_missing`.
 *
 * @throws Error for an empty list.
 */
export function AllGroups(...groups: string[]): RouteDecorator {
  return allOfGroups.decorate(names('AllGroups', groups));
}

/**
 * Refuses members of any of these groups (`cognito:groups`) with 403
 * `group_forbidden`. Names compare exactly. If the claim is not a list of strings,
 * the user is refused too. A token keeps the groups that the user had when
 * Cognito issued the token.
 *
 * @throws Error for an empty list.
 */
export function NotInGroups(...groups: string[]): RouteDecorator {
  return noneOfGroups.decorate(names('NotInGroups', groups));
}
