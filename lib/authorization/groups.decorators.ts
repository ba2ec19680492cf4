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
 * A claim that is no list of names gives no groups. That keeps such a user out
 * of `@Groups()`, and must not let one pass here.
 */
function hasUnreadableGroups({ claims, groups }: CognitoUser): boolean {
  const claim = claims['cognito:groups'];
  return claim !== undefined && claim !== groups;
}

/**
 * Requires membership of at least one of these groups (`cognito:groups`).
 * Names compare exactly. Otherwise 403 `group_missing`.
 *
 * @throws Error for an empty list.
 */
export function Groups(...groups: string[]): RouteDecorator {
  return anyOfGroups.decorate(names('Groups', groups));
}

/**
 * Requires membership of at least one of these groups, as `@Groups()` does. The
 * name says that one is enough.
 *
 * @throws Error for an empty list.
 */
export function AnyGroup(...groups: string[]): RouteDecorator {
  return anyOfGroups.decorate(names('AnyGroup', groups));
}

/**
 * Requires membership of every one of these groups (`cognito:groups`). Names
 * compare exactly. Otherwise 403 `group_missing`.
 *
 * @throws Error for an empty list.
 */
export function AllGroups(...groups: string[]): RouteDecorator {
  return allOfGroups.decorate(names('AllGroups', groups));
}

/**
 * Refuses members of any of these groups (`cognito:groups`) with 403
 * `group_forbidden`, and users whose groups cannot be told. Names compare
 * exactly. A token keeps the groups of the moment it was issued.
 *
 * @throws Error for an empty list.
 */
export function NotInGroups(...groups: string[]): RouteDecorator {
  return noneOfGroups.decorate(names('NotInGroups', groups));
}
