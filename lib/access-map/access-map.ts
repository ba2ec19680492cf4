import { Inject, Injectable } from '@nestjs/common';
import { GuardCoverage } from '../audit/guard-coverage.js';
import { RouteAccessMap } from '../authorization/route-access-map.js';
import { Addresses } from '../routes/addresses.js';
import { Routes, type Route } from '../routes/routes.js';
import { asLines, asMarkdown } from './format.js';
import { requirementsOf } from '../authorization/requirements-info.js';
import type { RouteInfo } from './route-info.js';

/** Order of the modes: who reviews access looks for open routes first. */
const modes = ['unguarded', 'public', 'optional', 'token'] as const;

/**
 * Lists every route of the application and who may call it. Read it after
 * `app.init()`. It has the routes that Nest knows: middleware and routes of other
 * packages are not in it.
 *
 * A snapshot test of it makes each change of access visible in review:
 *
 * @example
 * ```ts
 * expect(app.get(CognitoAccessMap).toString()).toMatchSnapshot();
 * ```
 */
@Injectable()
export class CognitoAccessMap {
  // Not in a constructor, which would put internal classes into the public types.
  @Inject(Routes)
  private readonly allRoutes!: Routes;

  @Inject(Addresses)
  private readonly addresses!: Addresses;

  @Inject(RouteAccessMap)
  private readonly access!: RouteAccessMap;

  @Inject(GuardCoverage)
  private readonly coverage!: GuardCoverage;

  /** Returns one entry for each address of each route, open ones first. */
  routes(): RouteInfo[] {
    return this.allRoutes
      .hosts()
      .flatMap((host) => this.allRoutes.of(host))
      .flatMap((route) => this.describe(route))
      .toSorted(compareRoutes);
  }

  /** Returns one aligned line for each address. */
  toString(): string {
    return asLines(this.routes());
  }

  /** Returns a table in Markdown. */
  toMarkdown(): string {
    return asMarkdown(this.routes());
  }

  private describe(route: Route): RouteInfo[] {
    const { host, handler, name, kind } = route;
    const access = this.access.add(host.classes[0], handler);
    const isGuarded = this.coverage.protects(route);
    return this.addresses.of(route).map((address) => ({
      kind: kind === 'graphql-field' ? 'graphql' : kind,
      ...address,
      handler: name,
      mode: isGuarded ? (access.mode ?? 'token') : 'unguarded',
      otherGuards: this.coverage.otherGuardsOf(route),
      ...(isGuarded && requirementsOf(access)),
    }));
  }
}

function compareRoutes(one: RouteInfo, other: RouteInfo): number {
  return (
    modes.indexOf(one.mode) - modes.indexOf(other.mode) ||
    compareText(sortKey(one), sortKey(other))
  );
}

/** The handler comes last: two handlers can share an address. */
function sortKey(route: RouteInfo): string {
  const { kind, path = '', pattern = '', version = '', method = '' } = route;
  return [kind, path, pattern, version, method, route.handler].join('\n');
}

/** Compares by code units, since the order must not depend on a locale. */
function compareText(one: string, other: string): number {
  if (one === other) {
    return 0;
  }
  return one < other ? -1 : 1;
}
