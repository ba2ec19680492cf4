import type { ModulesContainer } from '@nestjs/core';

/** The first versions of Nest 11 do not register the servers. */
type Registry = Partial<Pick<ModulesContainer, 'getRpcTargetRegistry'>>;

/**
 * Returns Nest's servers of the microservices of an application. The registry
 * replays what was added, so that it can be read without waiting.
 */
export function messageServersIn(modules: Registry): readonly object[] {
  const servers: object[] = [];
  modules
    .getRpcTargetRegistry?.<object>()
    .subscribe((server) => servers.push(server))
    .unsubscribe();
  return servers;
}
