import 'reflect-metadata';
import { Injectable } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import {
  decoratorOf,
  isSameAccess,
  type RouteAccess,
} from '../authorization/route-access.js';
import { RouteAccessMap } from '../authorization/route-access-map.js';
import { accessModes } from '../authorization/access-mode.decorators.js';
import { userPool } from '../authorization/user-pool.decorator.js';
import { declaredOf, type Route } from '../routes/routes.js';
import type { Findings } from './findings.js';
import { GuardCoverage } from './guard-coverage.js';
import {
  hasLostDecorators,
  lostFromClass,
  lostFromMethod,
} from './lost-decorators.js';
import { parameterDecoratorsOf } from './parameter-decorators.js';
import { resolvesPools, userPoolsIn } from './registrations.js';
import { wayOutFor } from './ways-out.js';

/** Examines whether a guard enforces the decorators of a route. */
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
      if (hasLostDecorators(route)) {
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

  /** Lists the decorators of a route that no guard enforces. */
  private unchecked(route: Route, access: RouteAccess): string[] {
    const { host, method } = route;
    const parameters = parameterDecoratorsOf(host, method);
    const requirements = [
      ...Array.from(access.requirements.keys(), decoratorOf),
      ...(this.asksForOptional(route, access) ? ['@OptionalAuth()'] : []),
      ...(this.namesGuard(route, access) ? ['@UseGuards(CognitoGuard)'] : []),
    ];
    const isChecked =
      this.coverage.protects(route) ||
      (requirements.length === 0 && this.coverage.isTrusted(route));
    return isChecked ? [] : [...requirements, ...parameters];
  }

  /** Ignores a class's `@OptionalAuth()` for fields: its queries lead to them. */
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
  private namesGuard(route: Route, { mode }: RouteAccess): boolean {
    const { kind, host, handler } = route;
    const targets = [handler, declaredOf(route)].concat(
      kind === 'graphql-field' ? [] : host.classes,
    );
    return (
      mode !== 'public' &&
      targets.some((target) => this.coverage.isNamedOn(target))
    );
  }

  private unknownPools(access: RouteAccess): string[] {
    const known = this.poolNames();
    // Which pools are resolved at run time cannot be seen at boot.
    return resolvesPools(this.modules)
      ? []
      : (userPool.in(access) ?? []).filter((name) => !known.includes(name));
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
