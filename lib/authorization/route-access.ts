import type { Type } from '@nestjs/common';
import { accessModes, type AccessMode } from './access-mode.decorators.js';
import { allOfGroups, anyOfGroups, noneOfGroups } from './groups.decorators.js';
import { policies } from './policy.decorator.js';
import type { Demand, Requirement } from './requirement.js';
import { allOfScopes, anyOfScopes } from './scopes.decorators.js';
import { stepUp } from './step-up.decorator.js';
import { tokenUse } from './token-use.decorator.js';
import { userPool } from './user-pool.decorator.js';

/**
 * All kinds of requirements, in the order in which they are checked: first
 * whether this token will do at all, then what it allows, and last what may
 * have to ask a database.
 */
const requirements: readonly Requirement[] = [
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

/** Whom a route lets in. */
export interface RouteAccess {
  /** `undefined` where a token is needed. */
  readonly mode: AccessMode | undefined;
  /** What is asked of the caller, in the order in which it is checked. */
  readonly demands: readonly Demand[];
  /** Whether a demand may take its time: only policies do. */
  readonly isAsync: boolean;
}

type Demands = Map<Requirement, Demand>;

/**
 * What the decorators of a route say together.
 *
 * They stand on levels: the handler, its class, the classes that extends. Of
 * one kind of decorator the innermost counts. `@Public()` and `@OptionalAuth()`
 * cancel the requirements of the levels further out, and are cancelled by a
 * requirement further in.
 *
 * @throws Error for a level that is open and has a requirement at once.
 */
export function readRouteAccess(
  controller: Type<unknown>,
  handler: object,
): RouteAccess {
  const demands: Demands = new Map();
  for (const level of [handler, ...lineageOf(controller)]) {
    const [mode, ...otherModes] = accessModes.of(level) ?? [];
    const own = demandsOf(level);
    if (mode !== undefined && own.size + otherModes.length > 0) {
      throw new Error(contradiction([mode, ...otherModes], own));
    }
    if (mode !== undefined) {
      return routeAccess(demands, demands.size === 0 ? mode : undefined);
    }
    own.forEach((demand, kind) => {
      if (!demands.has(kind)) {
        demands.set(kind, demand);
      }
    });
  }
  return routeAccess(demands);
}

function routeAccess(demands: Demands, mode?: AccessMode): RouteAccess {
  return {
    mode,
    demands: requirements.flatMap((kind) => demands.get(kind) ?? []),
    isAsync: demands.has(policies),
  };
}

/** A class and the classes it extends, the innermost first. */
function lineageOf(controller: Type<unknown>): object[] {
  const lineage: object[] = [];
  for (
    let level: object | null = controller;
    level !== null && level !== Function.prototype;
    level = Object.getPrototypeOf(level) as object | null
  ) {
    lineage.push(level);
  }
  return lineage;
}

function demandsOf(level: object): Demands {
  const demands: Demands = new Map();
  for (const requirement of requirements) {
    const demand = requirement.demandOf(level);
    if (demand !== undefined) {
      demands.set(requirement, demand);
    }
  }
  return demands;
}

/** The decorators on one target that ask for something of a caller. */
export function decoratorsOn(target: object): string[] {
  const isOptional = accessModes.of(target)?.includes('optional') ?? false;
  return [
    ...Array.from(demandsOf(target).values(), ({ decorator }) => decorator),
    ...(isOptional ? ['OptionalAuth'] : []),
  ].map((name) => `@${name}()`);
}

/** Whether two classes ask for the same on one handler. */
export function isSameAccess(one: RouteAccess, other: RouteAccess): boolean {
  return (
    one.mode === other.mode &&
    one.demands.length === other.demands.length &&
    one.demands.every(
      ({ kind, value }, index) =>
        kind === other.demands[index]?.kind &&
        value === other.demands[index].value,
    )
  );
}

function contradiction(modes: AccessMode[], demands: Demands): string {
  const decorators = [
    ...modes.map((mode) => (mode === 'public' ? 'Public' : 'OptionalAuth')),
    ...Array.from(demands.values(), ({ decorator }) => decorator),
  ].map((name) => `@${name}()`);
  return `${decorators.join(' and ')} contradict each other on one target`;
}
