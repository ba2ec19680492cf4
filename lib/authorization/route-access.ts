import type { Type } from '@nestjs/common';
import { accessModes, type AccessMode } from './access-mode.decorators.js';
import { allOfGroups, anyOfGroups, noneOfGroups } from './groups.decorators.js';
import { policies } from './policy.decorator.js';
import type { PolicyFinder } from './policy-finder.js';
import type { AnyRequirement, Check } from './requirement.js';
import { allOfScopes, anyOfScopes } from './scopes.decorators.js';
import { stepUp } from './step-up.decorator.js';
import { tokenUse } from './token-use.decorator.js';
import { userPool } from './user-pool.decorator.js';

/**
 * All kinds of requirements, in the order in which they are checked: first
 * whether this token will do at all, then what it allows, and last what may
 * have to ask a database.
 */
const inOrder: readonly AnyRequirement[] = [
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

/** Each requirement of a target or a route, with the value of its decorator. */
type Requirements = ReadonlyMap<AnyRequirement, unknown>;

/** Who may call a route. */
export interface RouteAccess {
  /** `undefined` if a token is required. */
  readonly mode: AccessMode | undefined;
  /** Every requirement, in the order in which they are checked. */
  readonly requirements: Requirements;
  readonly checks: readonly Check[];
}

/**
 * Reads the decorators of a route: of its handler, its class, and the classes
 * that this one extends. Of one kind the innermost counts. `@Public()` and
 * `@OptionalAuth()` cancel the requirements further out, and a requirement
 * further in cancels them.
 *
 * @throws Error for a target that is open and has a requirement at once.
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
  const ordered = inOrder.filter((requirement) => found.has(requirement));
  return {
    mode,
    requirements: new Map(ordered.map((one) => [one, found.get(one)])),
    checks: ordered.map((one) => one.checkFor(found.get(one), policies)),
  };
}

/** A class and the classes it extends, the innermost first. */
function prototypeChainOf(controller: Type<unknown>): object[] {
  const chain: object[] = [];
  for (
    let level: object | null = controller;
    level !== null && level !== Function.prototype;
    level = Object.getPrototypeOf(level) as object | null
  ) {
    chain.push(level);
  }
  return chain;
}

function requirementsOn(target: object): Requirements {
  return new Map(
    inOrder.flatMap((requirement) => {
      const value = requirement.on(target);
      return value === undefined ? [] : [[requirement, value] as const];
    }),
  );
}

/** The decorators on one target that ask for something of a caller. */
export function decoratorsOn(target: object): string[] {
  const isOptional = accessModes.of(target)?.includes('optional') ?? false;
  return [
    ...Array.from(requirementsOn(target).keys(), decoratorOf),
    ...(isOptional ? ['@OptionalAuth()'] : []),
  ];
}

/** Whether two classes ask for the same on one handler. */
export function isSameAccess(one: RouteAccess, other: RouteAccess): boolean {
  return (
    one.mode === other.mode &&
    one.requirements.size === other.requirements.size &&
    [...one.requirements].every(
      ([requirement, value]) => other.requirements.get(requirement) === value,
    )
  );
}

/** The decorator of a requirement, as it is written. */
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
