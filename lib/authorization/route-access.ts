import type { Type } from '@nestjs/common';
import { accessModes, type AccessMode } from './access-mode.decorators.js';
import { allOfGroups, anyOfGroups, noneOfGroups } from './groups.decorators.js';
import { policies } from './policy.decorator.js';
import type { PolicyFinder } from './policy-finder.js';
import { prototypeChainOf } from './prototype-chain.js';
import type { AnyRequirement, Check } from './requirement.js';
import { allOfScopes, anyOfScopes } from './scopes.decorators.js';
import { stepUp } from './step-up.decorator.js';
import { tokenUse } from './token-use.decorator.js';
import { userPool } from './user-pool.decorator.js';

/**
 * Lists all kinds of requirements in the order of their checks. First come those
 * that refuse the token as such, then its permissions. Policies come last, since
 * they may query a database.
 */
const checkOrder: readonly AnyRequirement[] = [
  tokenUse,
  userPool,
  stepUp,
  allOfScopes,
  anyOfScopes,
  noneOfGroups,
  anyOfGroups,
  allOfGroups,
  policies,
];

/** The requirements of a handler, class or route, with the values of their decorators. */
type Requirements = ReadonlyMap<AnyRequirement, unknown>;

/** Tells who may call a route. */
export interface RouteAccess {
  /** `undefined` if a token is required. */
  readonly mode: AccessMode | undefined;
  /** All requirements, in the order of their checks. */
  readonly requirements: Requirements;
  readonly checks: readonly Check[];
}

/**
 * Reads the decorators of a handler, of its class and of all base classes. If
 * several of these have the same decorator, the first one applies. `@Public()`
 * and `@OptionalAuth()` cancel the requirements of the later ones. A requirement
 * of an earlier one cancels `@Public()` and `@OptionalAuth()`.
 *
 * @throws Error if one target has both an access mode and a requirement.
 */
export function readRouteAccess(
  controller: Type<unknown>,
  handler: object,
  policies: PolicyFinder,
): RouteAccess {
  const found = new Map<AnyRequirement, unknown>();
  for (const target of [handler, ...prototypeChainOf(controller)]) {
    const [mode, ...otherModes] = accessModes.of(target) ?? [];
    const own = requirementsOn(target);
    if (mode !== undefined && own.size + otherModes.length > 0) {
      throw new Error(contradiction([mode, ...otherModes], own));
    }
    if (mode !== undefined) {
      const isOpen = found.size === 0;
      return routeAccess(isOpen ? mode : undefined, found, policies);
    }
    own.forEach((value, requirement) => {
      if (!found.has(requirement)) {
        found.set(requirement, value);
      }
    });
  }
  return routeAccess(undefined, found, policies);
}

function routeAccess(
  mode: AccessMode | undefined,
  found: Requirements,
  policies: PolicyFinder,
): RouteAccess {
  const ordered = checkOrder.filter((requirement) => found.has(requirement));
  return {
    mode,
    requirements: new Map(ordered.map((one) => [one, found.get(one)])),
    checks: ordered.map((one) => one.checkFor(found.get(one), policies)),
  };
}

function requirementsOn(target: object): Requirements {
  return new Map(
    checkOrder.flatMap((requirement) => {
      const value = requirement.on(target);
      return value === undefined ? [] : [[requirement, value] as const];
    }),
  );
}

/** Lists the decorators on one target that only `CognitoGuard` enforces. */
export function decoratorsOn(target: object): string[] {
  const isOptional = accessModes.of(target)?.includes('optional') ?? false;
  return [
    ...Array.from(requirementsOn(target).keys(), decoratorOf),
    ...(isOptional ? ['@OptionalAuth()'] : []),
  ];
}

/** Tells whether two classes give one handler the same access. */
export function isSameAccess(one: RouteAccess, other: RouteAccess): boolean {
  return (
    one.mode === other.mode &&
    one.requirements.size === other.requirements.size &&
    [...one.requirements].every(
      ([requirement, value]) => other.requirements.get(requirement) === value,
    )
  );
}

/** Returns the decorator of a requirement as it is written in code. */
export function decoratorOf({ name }: AnyRequirement): string {
  return `@${name}()`;
}

function contradiction(modes: AccessMode[], own: Requirements): string {
  const decorators = [
    ...modes.map((mode) =>
      mode === 'public' ? '@Public()' : '@OptionalAuth()',
    ),
    ...Array.from(own.keys(), decoratorOf),
  ];
  return `${decorators.join(' and ')} contradict each other on one target`;
}
