import { Injectable } from '@nestjs/common';
import { ApplicationConfig, HttpAdapterHost } from '@nestjs/core';
import { CognitoGuard } from '../guard/cognito.guard.js';
import type { Route } from './routes.js';

/** Knows whether a `CognitoGuard`, or a subclass of it, stands before a route. */
@Injectable()
export class Guarding {
  constructor(
    private readonly config: ApplicationConfig,
    private readonly adapterHost: HttpAdapterHost,
    private readonly ownGuard: CognitoGuard,
  ) {}

  protects(route: Route): boolean {
    return (
      route.guards.some((guard) => this.isCognitoGuard(guard)) ||
      (this.isReachedByGlobalGuards(route) && this.hasGlobalGuard())
    );
  }

  /** Global guards by `APP_GUARD` (request-scoped ones too) and `useGlobalGuards`. */
  private hasGlobalGuard(): boolean {
    return (
      this.config
        .getGlobalGuards()
        .some((guard) => this.isCognitoGuard(guard)) ||
      this.config
        .getGlobalRequestGuards()
        .some(({ metatype }) => this.isCognitoGuard(metatype))
    );
  }

  /**
   * Nest runs no global guard for gateways, and none of the application for
   * the messages of a microservice that is connected to an HTTP server.
   */
  private isReachedByGlobalGuards({ kind }: Route): boolean {
    // Of a microservice by itself, the adapter is null.
    const hasHttpServer = Boolean(this.adapterHost.httpAdapter);
    return kind === 'rpc' ? !hasHttpServer : kind !== 'ws';
  }

  private isCognitoGuard(guard: unknown): boolean {
    // What a test puts in the place of the guard is meant to be it.
    return (
      guard === this.ownGuard ||
      guard === CognitoGuard ||
      guard instanceof CognitoGuard ||
      (typeof guard === 'function' && guard.prototype instanceof CognitoGuard)
    );
  }
}
