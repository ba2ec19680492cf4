import type { ModulesContainer } from '@nestjs/core';
import {
  SETTINGS,
  type CognitoAuthSettings,
  type UserPoolSettings,
} from '../options/settings.js';

/** Every `CognitoAuthModule` of the application. */
function registrationsIn(modules: ModulesContainer) {
  return [...modules.values()].filter(({ providers }) =>
    providers.has(SETTINGS),
  );
}

/** The user pools of every `CognitoAuthModule` of the application. */
export function userPoolsIn(modules: ModulesContainer): UserPoolSettings[] {
  return registrationsIn(modules).flatMap(({ providers }) => {
    const settings: unknown = providers.get(SETTINGS)?.instance;
    return (settings as CognitoAuthSettings).userPools;
  });
}

/** Where it would be a matter of chance which registration answers for a route. */
export function ambiguitiesIn(modules: ModulesContainer): string[] {
  const registrations = registrationsIn(modules);
  const global = registrations.filter(({ isGlobal }) => isGlobal);
  const local = new Set(registrations.filter(({ isGlobal }) => !isGlobal));
  const torn = [...modules.values()].filter(
    ({ imports }) => [...imports].filter((one) => local.has(one)).length > 1,
  );
  return [
    ...(global.length > 1
      ? [`CognitoAuthModule is registered globally ${global.length} times`]
      : []),
    ...torn.map(
      ({ name }) => `${name} imports CognitoAuthModule several times`,
    ),
  ].map(
    (mistake) =>
      `${mistake}: list the pools in userPools of one registration, ` +
      'or give each feature module its own, with isGlobal: false',
  );
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
    providers.get(SETTINGS)?.isDependencyTreeStatic(),
  );
  if (!isStatic) {
    throw new Error(
      'The options of CognitoAuthModule depend on a request-scoped provider: ' +
        'they must be known at boot',
    );
  }
}
