import type { ExecutionContext, Type } from '@nestjs/common';
import { CognitoForbiddenException } from '../errors/exceptions.js';
import type { CognitoUser } from '../principal/cognito-user.js';
import type { CognitoPolicy, PolicyFinder } from './policy-finder.js';
import { Requirement } from './requirement.js';
import type { RouteDecorator } from './route-metadata.js';

/** Checks the verified principal for the application. Every result but `true` refuses. */
export type PolicyCheck = (
  user: CognitoUser,
  context: ExecutionContext,
) => boolean | Promise<boolean>;

/** A policy of a route, with the description that names it to people. */
export interface NamedPolicy {
  readonly description: string;
  readonly policy: PolicyCheck | Type<CognitoPolicy>;
}

export const policies = new Requirement<readonly NamedPolicy[]>(
  'Policy',
  (named, find) => {
    const checks = named.map(({ policy }) => checkOf(policy, find));
    return async (user, context) => {
      for (const check of checks) {
        if ((await check(user, context)) !== true) {
          return new CognitoForbiddenException('policy_refused');
        }
      }
      return undefined;
    };
  },
);

function checkOf(
  policy: PolicyCheck | Type<CognitoPolicy>,
  find: PolicyFinder,
): PolicyCheck {
  if (!isPolicyClass(policy)) {
    return policy;
  }
  const instance = find(policy);
  return (user, context) => instance.check(user, context);
}

/**
 * The prototype shows the method of a class, but not one that is a property of
 * the instance. Then a class is known by its prototype, which is read-only.
 */
function isPolicyClass(
  policy: PolicyCheck | Type<CognitoPolicy>,
): policy is Type<CognitoPolicy> {
  const { prototype } = policy as { prototype?: Partial<CognitoPolicy> };
  return (
    typeof prototype?.check === 'function' ||
    Object.getOwnPropertyDescriptor(policy, 'prototype')?.writable === false
  );
}

/**
 * Requires that a function of the application accepts the verified principal.
 * The guard calls the function after it has checked all other requirements. The
 * refusal is 403 `policy_refused`. Several policies on one handler or class must
 * all return `true`.
 *
 * If the check throws an exception of Nest or of this library, the client gets
 * its status and body. If it throws anything else, the client gets 500 without
 * a detail. An exception filter of the application gets an ordinary error as it
 * is. It gets an error with a `statusCode`, or a value that is no error, as
 * `cause` of `Error('A check failed')`.
 *
 * @param check function that returns `true`, or a promise of it, to accept
 * @param description the condition in words, such as `owns the order`
 *
 * @example
 * ```ts
 * @Policy(async (user, context) => {
 *   const { params } = context.switchToHttp().getRequest();
 *   return user.sub === (await ownerOf(params.id));
 * }, 'owns the order')
 * ```
 */
export function Policy(check: PolicyCheck, description: string): RouteDecorator;
/**
 * Requires that a provider of the application accepts the verified principal.
 * The module of the route must provide the class, or import a module that exports
 * it. A missing or request-scoped provider refuses the boot.
 *
 * @param policy a class with a method `check(user, context)`
 * @param description default: the name of the class
 *
 * @example
 * ```ts
 * @Policy(OwnsOrder)
 * ```
 */
export function Policy(
  policy: Type<CognitoPolicy>,
  description?: string,
): RouteDecorator;
export function Policy(
  policy: PolicyCheck | Type<CognitoPolicy>,
  description: string = policy.name,
): RouteDecorator {
  if (typeof policy !== 'function') {
    throw new Error('@Policy() needs a function, or a class with check()');
  }
  // Decorators apply from the bottom up, but policies run from the top down.
  return policies.extend((below = []) => [{ policy, description }, ...below]);
}
