import type { ModulesContainer } from '@nestjs/core';
import { graphqlOptionsToken } from '../routes/nest-metadata.js';

/** The part of the options of a `GraphQLModule` that the audit reads. */
interface GraphqlOptions {
  readonly context?: unknown;
}

/** A driver of a `GraphQLModule`. Apollo's copies the context from version 14 on. */
interface Driver {
  readonly mergeDefaultOptions?: unknown;
  readonly cloneContext?: unknown;
}

const wayOut =
  'A GraphQLModule has a "context" that all requests share, so one caller could ' +
  'get the request of another: make it a function that returns a new object, ' +
  'such as context: () => ({ … })';

/**
 * Finds `GraphQLModule`s whose option `context` is an object. Mercurius, and
 * Apollo before version 14, put each request into that very object. A `req` in
 * it would stand for every request on any version.
 */
export function sharedContextsIn(modules: ModulesContainer): string[] {
  return [...modules.values()].flatMap(({ providers }) => {
    const { context } = (providers.get(graphqlOptionsToken)?.instance ??
      {}) as GraphqlOptions;
    if (!isObject(context)) {
      return [];
    }
    const isCopied = [...providers.values()].some(({ instance }) =>
      copiesContext(instance),
    );
    return isCopied && !('req' in context) ? [] : [wayOut];
  });
}

function copiesContext(provided: unknown): boolean {
  const { mergeDefaultOptions, cloneContext } = (
    isObject(provided) ? provided : {}
  ) as Driver;
  return (
    typeof mergeDefaultOptions === 'function' &&
    typeof cloneContext === 'function'
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
