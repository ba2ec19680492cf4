import type { ModulesContainer } from '@nestjs/core';
import type { NestModule } from '../authorization/nest-module.js';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
  type ResolvedUserPool,
} from '../options/resolved-options.js';

/** Finds every registration of `CognitoAuthModule` in the application. */
function registrationsIn(modules: ModulesContainer) {
  return [...modules.values()].filter(({ providers }) =>
    providers.has(RESOLVED_OPTIONS),
  );
}

/** Lists the user pools of all registrations of `CognitoAuthModule`. */
export function userPoolsIn(modules: ModulesContainer): ResolvedUserPool[] {
  return optionsIn(modules).flatMap(({ userPools }) => userPools);
}

/** Returns whether a registration resolves user pools at run time. */
export function resolvesPools(modules: ModulesContainer): boolean {
  return optionsIn(modules).some(({ dynamicPools }) => dynamicPools);
}

function optionsIn(modules: ModulesContainer): ResolvedOptions[] {
  return registrationsIn(modules).map(({ providers }) => {
    const options: unknown = providers.get(RESOLVED_OPTIONS)?.instance;
    return options as ResolvedOptions;
  });
}

/**
 * Modules in which the order of imports decides which registration answers. A
 * registration that a module imports must come before those for all modules.
 */
export function ambiguitiesIn(modules: ModulesContainer): string[] {
  const registrations = new Set(registrationsIn(modules));
  const all = [...modules.values()];
  const everywhere = new Set(
    all
      .filter(({ isGlobal }) => isGlobal)
      .flatMap((module) => reachableFrom([module], registrations)),
  );
  const ambiguous = all.filter(({ imports }) =>
    reachableFrom(imports, registrations)
      .slice(1)
      .some((registration) => !everywhere.has(registration)),
  );
  return [
    ...(everywhere.size > 1
      ? [`CognitoAuthModule is registered globally ${everywhere.size} times`]
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

/**
 * The registrations that imports lead to, directly or by modules that export
 * them again. The first is the one that Nest uses.
 */
function reachableFrom(
  imports: Iterable<NestModule>,
  registrations: ReadonlySet<NestModule>,
): NestModule[] {
  const seen = new Set<NestModule>();
  const visit = (imported: Iterable<NestModule>): void => {
    for (const one of imported) {
      if (!seen.has(one)) {
        seen.add(one);
        visit(
          [...one.imports].filter(({ metatype }) => one.exports.has(metatype)),
        );
      }
    }
  };
  visit(imports);
  return [...seen].filter((one) => registrations.has(one));
}

/**
 * Refuses options that depend on a request-scoped provider. Nest would create our
 * providers for each request and call none of their hooks. Then there would be no
 * audit, no prefetched keys and, in some versions of Nest, no guard.
 *
 * @throws Error if a registration has such options.
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
