import type { Type } from '@nestjs/common';
import type { PolicyFinder } from '../../../lib/authorization/policy-finder.js';
import {
  readRouteAccess,
  type RouteAccess,
} from '../../../lib/authorization/route-access.js';

/** The function behind a route. */
export function handlerOf(
  controller: Type<unknown>,
  name: string,
): () => unknown {
  const handlers = controller.prototype as Record<string, () => unknown>;
  const handler = handlers[name];
  if (handler === undefined) {
    throw new Error(`There is no ${controller.name}.${name}()`);
  }
  return handler;
}

/** Makes an instance of each policy class, in the place of Nest. */
export const newPolicy: PolicyFinder = (policy) => new policy();

/** The access of the handler `list` of a controller. */
export function routeAccessOf(controller: Type<unknown>): RouteAccess {
  return readRouteAccess(controller, handlerOf(controller, 'list'), newPolicy);
}

/** The mode and the requirements of the handler `list`, in short. */
export function accessOf(controller: Type<unknown>): {
  readonly mode: string | undefined;
  readonly requirements: readonly string[];
} {
  const { mode, requirements } = routeAccessOf(controller);
  return {
    mode,
    requirements: [...requirements].map(
      ([{ name }, value]) => `${name} ${JSON.stringify(value)}`,
    ),
  };
}
