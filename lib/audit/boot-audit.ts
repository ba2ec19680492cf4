import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
} from '../options/resolved-options.js';
import { contextTypeOf, isGateway, Routes } from '../routes/routes.js';
import { Findings } from './findings.js';
import { sharedContextsIn } from './graphql-contexts.js';
import { GuardCoverage } from './guard-coverage.js';
import { HostAudit } from './host-audit.js';
import { ambiguitiesIn } from './registrations.js';
import { RouteAudit } from './route-audit.js';

const logger = new Logger('CognitoAuth');

/**
 * Examines every class of the application at boot. It finds the decorators that
 * no guard enforces, which would otherwise silently leave a route open.
 */
@Injectable()
export class BootAudit implements OnApplicationBootstrap {
  constructor(
    @Inject(RESOLVED_OPTIONS) private readonly options: ResolvedOptions,
    private readonly modules: ModulesContainer,
    private readonly routes: Routes,
    private readonly coverage: GuardCoverage,
    private readonly routeAudit: RouteAudit,
    private readonly hostAudit: HostAudit,
  ) {}

  /** @throws Error that lists each mistake, its place and the way out. */
  async onApplicationBootstrap(): Promise<void> {
    const findings = new Findings();
    const hosts = this.routes.hosts();
    const routes = hosts.flatMap((host) => this.routes.of(host));
    if (hosts.some(isGateway)) {
      await this.coverage.loadGateways();
    }
    ambiguitiesIn(this.modules).forEach((one) => findings.mistake(one));
    const guardsGraphql = routes.some(
      (route) =>
        contextTypeOf(route.kind) === 'graphql' &&
        this.coverage.protects(route),
    );
    if (guardsGraphql) {
      sharedContextsIn(this.modules).forEach((one) => findings.mistake(one));
    }
    routes.forEach((route) => this.routeAudit.examine(route, findings));
    this.hostAudit.examine(hosts, routes, findings);
    this.report(findings);
  }

  private report({ mistakes, unguardedRoutes }: Findings): void {
    const mode = this.options.unguardedRoutes;
    if (mode === 'warn' && unguardedRoutes.size > 0) {
      logger.warn(formatList('These routes are open:', unguardedRoutes));
    }
    const refused =
      mode === 'error' ? [...mistakes, ...unguardedRoutes] : [...mistakes];
    if (refused.length > 0) {
      throw new Error(
        formatList(
          'CognitoAuthModule refuses to start the application:',
          refused,
        ),
      );
    }
  }
}

function formatList(title: string, lines: Iterable<string>): string {
  return [title, ...Array.from(lines, (line) => ` - ${line}`)].join('\n');
}
