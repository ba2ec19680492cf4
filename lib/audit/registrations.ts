import type { ModulesContainer } from '@nestjs/core';
import type { NestModule } from '../routes/hosts.js';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
  type ResolvedUserPool,
} from '../options/resolved-options.js';

/** Every `CognitoAuthModule` of the application. */
function registrationsIn(modules: ModulesContainer) {
  return [...modules.values()].filter(({ providers }) =>
    providers.has(RESOLVED_OPTIONS),
  );
}

/** The user pools of every `CognitoAuthModule` of the application. */
export function userPoolsIn(modules: ModulesContainer): ResolvedUserPool[] {
  return registrationsIn(modules).flatMap(({ providers }) => {
    const options: unknown = providers.get(RESOLVED_OPTIONS)?.instance;
    return (options as ResolvedOptions).userPools;
  });
}

/** Modules in which the order of imports decides which registration answers. */
export function ambiguitiesIn(modules: ModulesContainer): string[] {
  const registrations = new Set(registrationsIn(modules));
  const global = [...registrations].filter(({ isGlobal }) => isGlobal);
  const ambiguous = [...modules.values()].filter(
    (module) => localRegistrationsOf(module, registrations).size > 1,
  );
  return [
    ...(global.length > 1
      ? [`CognitoAuthModule is registered globally ${global.length} times`]
      : []),
    ...ambiguous.map(
      ({ name }) => `${name} imports CognitoAuthModule several times`,
    ),
  ].map(
    (mistake) =>
      `${mistake}: list the pools in userPools of one registration, ` +
      'or give each feature module its own, with isGlobal: false',
  );
}

/** The registrations that a module imports, itself or from a module that exports them. */
function localRegistrationsOf(
  module: NestModule,
  registrations: ReadonlySet<NestModule>,
): Set<NestModule> {
  const found = new Set<NestModule>();
  const seen = new Set<NestModule>();
  const visit = (imported: Iterable<NestModule>): void => {
    for (const one of imported) {
      if (registrations.has(one) && !one.isGlobal) {
        found.add(one);
      } else if (!seen.has(one)) {
        seen.add(one);
        visit(
          [...one.imports].filter(({ metatype }) => one.exports.has(metatype)),
        );
      }
    }
  };
  visit(module.imports);
  return found;
}

/**
 * Nest makes a provider anew for each request when anything it depends on is
 * request-scoped, and then runs none of its hooks: no audit, no keys at boot,
 * and in some versions no guard.
 *
 * @throws Error where that would happen to a registration.
 */
export function refuseRequestScope(modules: ModulesContainer): void {
  const isStatic = registrationsIn(modules).every(({ providers }) =>
    providers.get(RESOLVED_OPTIONS)?.isDependencyTreeStatic(),
  );
  if (!isStatic) {
    throw new Error(
      'The options of CognitoAuthModule depend on a request-scoped provider: ' +
        'they must be known at boot',
    );
  }
}
