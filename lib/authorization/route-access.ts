import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import {
  AccessModeMetadata,
  type AccessMode,
} from '../authentication/access-mode.decorators.js';
import { allOfGroups, anyOfGroups, noneOfGroups } from './groups.decorators.js';
import { policies } from './policy.decorator.js';
import type { Check, Requirement } from './requirement.js';
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
  /** What the caller is held against, in this order. */
  readonly checks: readonly Check[];
}

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
  const checks = new Map<Requirement, Check>();
  for (const level of [handler, ...lineageOf(controller)]) {
    const mode = modeOf(level);
    const own = ownChecks(level);
    if (mode !== undefined && own.size > 0) {
      throw new Error(contradiction(mode, [...own.keys()]));
    }
    own.forEach((check, kind) => {
      if (!checks.has(kind)) {
        checks.set(kind, check);
      }
    });
    if (mode !== undefined) {
      return {
        mode: checks.size > 0 ? undefined : mode,
        checks: inOrder(checks),
      };
    }
  }
  return { mode: undefined, checks: inOrder(checks) };
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

function modeOf(level: object): AccessMode | undefined {
  return Reflect.getOwnMetadata(AccessModeMetadata.KEY, level) as
    AccessMode | undefined;
}

function ownChecks(level: object): Map<Requirement, Check> {
  const checks = new Map<Requirement, Check>();
  for (const requirement of requirements) {
    const check = requirement.checkOf(level);
    if (check !== undefined) {
      checks.set(requirement, check);
    }
  }
  return checks;
}

function inOrder(checks: ReadonlyMap<Requirement, Check>): Check[] {
  return requirements.flatMap((requirement) => checks.get(requirement) ?? []);
}

function contradiction(mode: AccessMode, kinds: Requirement[]): string {
  const opener = mode === 'public' ? '@Public()' : '@OptionalAuth()';
  const closers = kinds.map(({ name }) => `@${name}()`).join(', ');
  return `${opener} and ${closers} contradict each other on one target`;
}
