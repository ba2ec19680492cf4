import type { Type } from '@nestjs/common';
import { readRouteAccess } from '../../../lib/authorization/route-access.js';

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

/** What the handler `list` of a controller lets in, in short. */
export function accessOf(controller: Type<unknown>): {
  readonly mode: string | undefined;
  readonly demands: readonly string[];
} {
  const handler = handlerOf(controller, 'list');
  const { mode, demands } = readRouteAccess(controller, handler);
  return {
    mode,
    demands: demands.map(
      ({ decorator, value }) => `${decorator} ${JSON.stringify(value)}`,
    ),
  };
}
