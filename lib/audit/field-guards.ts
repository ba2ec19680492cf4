import type { ModulesContainer } from '@nestjs/core';
import { graphqlOptionsToken } from '../routes/nest-metadata.js';

/**
 * Returns whether Nest runs guards for the fields and references of resolvers.
 * Every `GraphQLModule` must enable it, because each resolver serves all of them.
 */
export function runsGuardsForFields(modules: ModulesContainer): boolean {
  const options = [...modules.values()].flatMap(
    ({ providers }) => providers.get(graphqlOptionsToken) ?? [],
  );
  return options.length > 0 && options.every(guardsFields);
}

function guardsFields({ instance }: { readonly instance: unknown }): boolean {
  const { fieldResolverEnhancers = [] } = instance as {
    readonly fieldResolverEnhancers?: readonly string[];
  };
  return fieldResolverEnhancers.includes('guards');
}
