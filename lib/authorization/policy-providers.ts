import { Injectable, type Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { NestModule } from './nest-module.js';
import type { CognitoPolicy, PolicyFinder } from './policy-finder.js';

/** Finds the policy providers that the module of a route can inject. */
@Injectable()
export class PolicyProviders {
  constructor(private readonly modules: ModulesContainer) {}

  /** Creates the finder for the routes of a controller, resolver or gateway. */
  for(host: Type<unknown>): PolicyFinder {
    return (policy) => {
      const module = [...this.modules.values()].find((one) =>
        declares(one, host),
      );
      const provider = module && findInModule(module, policy);
      if (provider === undefined) {
        throw new Error(
          `@Policy(${policy.name}) needs ${policy.name} as a provider: add it ` +
            `to the providers of ${module?.name ?? 'the module'}`,
        );
      }
      if (!provider.isDependencyTreeStatic()) {
        throw new Error(
          `@Policy(${policy.name}) cannot use a request-scoped provider: let ` +
            'it read the request from the execution context',
        );
      }
      if (provider.isTransient) {
        throw new Error(
          `@Policy(${policy.name}) cannot use a transient provider: give it ` +
            'the default scope',
        );
      }
      const instance: unknown = provider.instance;
      if (!isPolicy(instance)) {
        throw new Error(
          `@Policy(${policy.name}) needs a provider with a method check()`,
        );
      }
      return instance;
    };
  }
}

/** A value or a factory can provide anything under the class. */
function isPolicy(instance: unknown): instance is CognitoPolicy {
  return (
    typeof (instance as Partial<CognitoPolicy> | undefined)?.check ===
    'function'
  );
}

function declares({ controllers, providers }: NestModule, host: Type<unknown>) {
  return [...controllers.values(), ...providers.values()].some(
    ({ metatype, instance }) =>
      metatype === host || Object(instance).constructor === host,
  );
}

type Provider = ReturnType<NestModule['providers']['get']>;

/** Follows Nest's own order: the providers of the module, then its imports. */
function findInModule(
  module: NestModule,
  policy: Type<CognitoPolicy>,
): Provider {
  return (
    module.providers.get(policy) ??
    findInExports(module.imports, policy, new Set())
  );
}

function findInExports(
  modules: Iterable<NestModule>,
  policy: Type<CognitoPolicy>,
  seen: Set<NestModule>,
): Provider {
  for (const module of modules) {
    if (!seen.has(module)) {
      seen.add(module);
      const { exports, imports, providers } = module;
      const exported = exports.has(policy) ? providers.get(policy) : undefined;
      const reExported = [...imports].filter((one) =>
        exports.has(one.metatype),
      );
      const found = exported ?? findInExports(reExported, policy, seen);
      if (found !== undefined) {
        return found;
      }
    }
  }
  return undefined;
}
