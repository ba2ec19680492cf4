import { Inject, Injectable } from '@nestjs/common';
import {
  ApplicationConfig,
  HttpAdapterHost,
  ModulesContainer,
} from '@nestjs/core';
import { CognitoGuard } from '../guard/cognito.guard.js';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
} from '../options/resolved-options.js';
import type { Host } from '../routes/hosts.js';
import type { Route } from '../routes/routes.js';
import { runsGuardsForFields } from './field-guards.js';
import { hasInstance } from './guard-instances.js';
import { runsGlobalGuardsForGateways } from './gateway-guards.js';
import { guardsOn, isOfClass, nameOfGuard } from './named-guards.js';

type GuardTest = (guard: unknown) => boolean;

/** Tells which guards Nest really runs before the handler of a route. */
@Injectable()
export class GuardCoverage {
  /** `true` if this version of Nest runs global guards for gateways. */
  includesGateways = false;

  constructor(
    @Inject(RESOLVED_OPTIONS) private readonly options: ResolvedOptions,
    private readonly modules: ModulesContainer,
    private readonly config: ApplicationConfig,
    private readonly adapterHost: HttpAdapterHost,
    private readonly ownGuard: CognitoGuard,
  ) {}

  /** Loads the package of the gateways, to see which guards it runs. */
  async loadGateways(): Promise<void> {
    this.includesGateways = await runsGlobalGuardsForGateways();
  }

  /** Returns whether the application is a microservice without an HTTP server. */
  get isMicroservice(): boolean {
    // In a microservice of its own, the adapter is null.
    return !this.adapterHost.httpAdapter;
  }

  /** `true` if Nest runs guards for the fields and references of resolvers. */
  get includesFields(): boolean {
    return runsGuardsForFields(this.modules);
  }

  /** Returns whether a `CognitoGuard`, or a subclass of it, protects a route. */
  protects(route: Route): boolean {
    return this.runs(route, (guard) => this.isCognitoGuard(guard));
  }

  /** Returns whether a guard of the option `trustedGuards` protects a route. */
  isTrusted(route: Route): boolean {
    const { trustedGuards } = this.options;
    return this.runs(route, (guard) =>
      [...trustedGuards].some((trusted) => isOfClass(guard, trusted)),
    );
  }

  /** Returns the names of the guards, other than a `CognitoGuard`, that run. */
  otherGuardsOf(route: Route): string[] {
    const names = new Set<string>();
    this.runs(route, (guard) => {
      if (!this.isCognitoGuard(guard)) {
        names.add(nameOfGuard(guard));
      }
      return false;
    });
    return [...names];
  }

  /** Returns whether `@UseGuards()` on a method or class names a `CognitoGuard`. */
  isNamedOn(target: object): boolean {
    return guardsOn(target).some((guard) => this.isCognitoGuard(guard));
  }

  private isCognitoGuard(guard: unknown): boolean {
    // A test may have replaced the guard with `overrideProvider(CognitoGuard)`.
    return guard === this.ownGuard || isOfClass(guard, CognitoGuard);
  }

  private runs(route: Route, isWanted: GuardTest): boolean {
    const { kind, host, handler } = route;
    if (kind === 'graphql-field' && !this.includesFields) {
      return false;
    }
    const runsOn = (target: object): boolean =>
      guardsOn(target).some(
        (guard) => isWanted(guard) && hasInstance(guard, route, this.modules),
      );
    return (
      runsOn(handler) ||
      host.classes.every(runsOn) ||
      (this.isReachedByGlobalGuards(route) && this.runsGlobally(host, isWanted))
    );
  }

  private isReachedByGlobalGuards({ kind }: Route): boolean {
    return kind === 'ws'
      ? this.includesGateways
      : kind !== 'rpc' || this.isMicroservice;
  }

  /** Nest skips request-scoped global guards for a host with a single instance. */
  private runsGlobally({ instance }: Host, isWanted: GuardTest): boolean {
    const scoped = this.config.getGlobalRequestGuards();
    return (
      this.config.getGlobalGuards().some(isWanted) ||
      (instance === undefined &&
        scoped.some(({ metatype }) => isWanted(metatype)))
    );
  }
}
