import 'reflect-metadata';
import { Injectable } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import {
  decoratorOf,
  isSameAccess,
  type RouteAccess,
} from '../authorization/route-access.js';
import { RouteAccessMap } from '../authorization/route-access-map.js';
import { hasLostMetadata } from '../authorization/route-metadata.js';
import { accessModes } from '../authorization/access-mode.decorators.js';
import { userPool } from '../authorization/user-pool.decorator.js';
import { levelsOf } from '../routes/members.js';
import type { Route } from '../routes/routes.js';
import type { Findings } from './findings.js';
import { GuardCoverage } from './guard-coverage.js';
import { parameterDecoratorsOf } from './parameter-decorators.js';
import { userPoolsIn } from './registrations.js';
import { wayOutFor } from './ways-out.js';

/** Looks at one route: what it asks for, and whether a guard will check it. */
@Injectable()
export class RouteAudit {
  constructor(
    private readonly modules: ModulesContainer,
    private readonly coverage: GuardCoverage,
    private readonly accessMap: RouteAccessMap,
  ) {}

  examine(route: Route, findings: Findings): void {
    const { host, handler, name } = route;
    try {
      const [access, ...others] = host.classes.map((one) =>
        this.accessMap.add(one, handler),
      ) as [RouteAccess, ...RouteAccess[]];
      if (!others.every((other) => isSameAccess(access, other))) {
        findings.mistake(lostFromClass(name));
      }
      if (hasLostMetadata(handler, ownerOf(route), route.method)) {
        findings.mistake(lostFromMethod(route));
      }
      this.unknownPools(access).forEach((pool) =>
        findings.mistake(this.unknownPool(name, pool)),
      );
      const asking = this.unchecked(route, access);
      if (asking.length > 0) {
        findings.unguarded(
          `${name} has ${asking.join(', ')}, but Nest runs no CognitoGuard ` +
            `for it: ${wayOutFor(route, this.coverage)}`,
        );
      }
    } catch (error) {
      findings.mistake(`${name}: ${(error as Error).message}`);
    }
  }

  /** The decorators of a route that no guard will look at. */
  private unchecked(route: Route, access: RouteAccess): string[] {
    const { host, method } = route;
    const parameters = parameterDecoratorsOf(host, method);
    const requirements = [
      ...Array.from(access.requirements.keys(), decoratorOf),
      ...(this.asksForOptional(route, access) ? ['@OptionalAuth()'] : []),
      ...(this.namesGuard(route, access) ? ['@UseGuards(CognitoGuard)'] : []),
    ];
    return this.coverage.protects(route)
      ? []
      : [...requirements, ...parameters];
  }

  /** A class may open its queries; its fields are reached through these. */
  private asksForOptional(
    { kind, handler }: Route,
    { mode }: RouteAccess,
  ): boolean {
    return (
      mode === 'optional' &&
      (kind !== 'graphql-field' || accessModes.of(handler) !== undefined)
    );
  }

  /** A guard on a class is for its queries, not for the fields they lead to. */
  private namesGuard(
    { kind, host, handler, method }: Route,
    { mode }: RouteAccess,
  ): boolean {
    const declared = Reflect.get(host.prototype, method) as object;
    const targets = [handler, declared].concat(
      kind === 'graphql-field' ? [] : host.classes,
    );
    return (
      mode !== 'public' &&
      targets.some((target) => this.coverage.isNamedOn(target))
    );
  }

  private unknownPools(access: RouteAccess): string[] {
    const known = this.poolNames();
    return (userPool.in(access) ?? []).filter((name) => !known.includes(name));
  }

  private unknownPool(route: string, pool: string): string {
    const known = this.poolNames().map((name) => `'${name}'`);
    return (
      `${route} has @UserPool('${pool}'), but the configured pools are ` +
      known.join(', ')
    );
  }

  private poolNames(): string[] {
    return userPoolsIn(this.modules).map(({ name }) => name);
  }
}

/** The prototype that declares the method of a route. */
function ownerOf({ host, method }: Route): object {
  const levels = levelsOf(host.prototype);
  return levels.find((level) => Object.hasOwn(level, method)) ?? host.prototype;
}

function lostFromMethod({ name, host, handler, method }: Route): string {
  return Reflect.get(host.prototype, method) === handler
    ? `${name} was replaced by a decorator that stands above @Groups() and ` +
        'the like, which are lost: move them above it'
    : `${name} was replaced on the instance, as by this.${method}.bind(this), ` +
        'and @Groups() and the like are lost: leave the method where it is';
}

function lostFromClass(name: string): string {
  return (
    `${name}: a class decorator put another class in the place of its class, ` +
    'and @Groups() and the like stand on one of the two only: put them on ' +
    'the methods'
  );
}
