import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import {
  currentClaim,
  currentUser,
} from '../authentication/current-user.decorator.js';
import type { RouteAccess } from '../authorization/route-access.js';
import { RouteAccessMap } from '../authorization/route-access-map.js';
import { userPool } from '../authorization/user-pool.decorator.js';
import { SETTINGS, type CognitoAuthSettings } from '../options/settings.js';
import { Guarding } from './guarding.js';
import { ambiguitiesIn, userPoolsIn } from './registrations.js';
import { Routes, type Route } from './routes.js';

const logger = new Logger('CognitoAuth');

/**
 * Looks at every route once the application is put together: what a decorator
 * asks for must not silently go unasked.
 */
@Injectable()
export class BootAudit implements OnApplicationBootstrap {
  constructor(
    @Inject(SETTINGS) private readonly settings: CognitoAuthSettings,
    private readonly modules: ModulesContainer,
    private readonly routes: Routes,
    private readonly guarding: Guarding,
    private readonly accessMap: RouteAccessMap,
  ) {}

  /** @throws Error that lists the routes and how to mend each. */
  onApplicationBootstrap(): void {
    const mistakes = ambiguitiesIn(this.modules);
    const unguarded: string[] = [];
    const poolNames = new Set(
      userPoolsIn(this.modules).map(({ name }) => name),
    );
    for (const route of this.routes.all()) {
      try {
        const access = this.accessMap.of(route.controller, route.handler);
        mistakes.push(
          ...unknownPools(route, access, poolNames),
          ...lostMetadata(route),
        );
        unguarded.push(...this.unguardedDemands(route, access));
      } catch (error) {
        mistakes.push(`${route.name}: ${(error as Error).message}`);
      }
    }
    this.report(mistakes, unguarded);
  }

  private report(mistakes: string[], unguarded: string[]): void {
    const { unguardedRoutes } = this.settings;
    if (unguardedRoutes === 'error') {
      mistakes.push(...unguarded);
    } else if (unguardedRoutes === 'warn' && unguarded.length > 0) {
      logger.warn(listed('These routes are open:', unguarded));
    }
    if (mistakes.length > 0) {
      throw new Error(
        listed('CognitoAuthModule refuses to start the application:', mistakes),
      );
    }
  }

  private unguardedDemands(route: Route, access: RouteAccess): string[] {
    const asked = askedBy(route, access);
    return asked.length === 0 || this.guarding.protects(route)
      ? []
      : [
          `${route.name} has ${asked.join(', ')}, but no CognitoGuard protects ` +
            'it: add @UseGuards(CognitoGuard) to it or its class' +
            (route.kind === 'http' || route.kind === 'graphql'
              ? ', or globalGuard: true to CognitoAuthModule'
              : ' (global guards do not reach it)'),
        ];
  }
}

/** The decorators of a route that mean nothing without a guard. */
function askedBy(
  { parameterFactories }: Route,
  { mode, demands }: RouteAccess,
): string[] {
  return [
    ...demands.map(({ decorator }) => `@${decorator}()`),
    ...(mode === 'optional' ? ['@OptionalAuth()'] : []),
    ...(parameterFactories.includes(currentUser) ? ['@CurrentUser()'] : []),
    ...(parameterFactories.includes(currentClaim) ? ['@Claim()'] : []),
  ];
}

function unknownPools(
  route: Route,
  { demands }: RouteAccess,
  known: ReadonlySet<string>,
): string[] {
  return demands
    .filter(({ kind }) => kind === userPool)
    .flatMap(({ value }) => value as readonly string[])
    .filter((name) => !known.has(name))
    .map(
      (name) =>
        `${route.name} has @UserPool('${name}'), but the configured pools are ` +
        [...known].map((one) => `'${one}'`).join(', '),
    );
}

function lostMetadata({ name, hasLostMetadata }: Route): string[] {
  return hasLostMetadata
    ? [
        `${name} was replaced by a decorator that stands above @Groups() and ` +
          'the like, which are lost: move them above it',
      ]
    : [];
}

function listed(title: string, lines: readonly string[]): string {
  return [title, ...lines.map((line) => ` - ${line}`)].join('\n');
}
