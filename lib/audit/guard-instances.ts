import { ExternalContextCreator, type ModulesContainer } from '@nestjs/core';
import type { Route } from '../routes/routes.js';

/**
 * Returns whether Nest made an instance of a guard for a route. It skips a guard
 * without one. A guard that is no class is an instance itself.
 */
export function hasInstance(
  guard: unknown,
  { kind, host }: Route,
  modules: ModulesContainer,
): boolean {
  if (typeof guard !== 'function') {
    return true;
  }
  const isResolver = kind === 'graphql' || kind === 'graphql-field';
  const providing = isResolver
    ? [...modules.values()].filter(({ providers }) =>
        host.classes.some((one) => providers.has(one)),
      )
    : [];
  return (
    (!isResolver || providing.length > 0 || findsModuleOfResolver()) &&
    [host.module, ...providing].every(({ injectables }) =>
      injectables.has(guard),
    )
  );
}

/**
 * Returns whether this version of Nest finds the module of a resolver that no
 * module lists by its class. Nest 11 does not, and so finds no guards for it.
 */
function findsModuleOfResolver(): boolean {
  return 'getHostModuleKey' in ExternalContextCreator.prototype;
}
