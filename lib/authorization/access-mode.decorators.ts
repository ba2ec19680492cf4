import { RouteMetadata, type RouteDecorator } from './route-metadata.js';

/** Who a route is open to when no token was sent. */
export type AccessMode = 'public' | 'optional';

/** All modes that were written on a handler or class; more than one is a mistake. */
export const accessModes = new RouteMetadata<readonly AccessMode[]>();

/**
 * Opens a route, or all routes of a controller: no token is needed and none is
 * read, so `@CurrentUser()` is `undefined` even where one was sent.
 *
 * On a handler it cancels what the class requires; a requirement on a handler
 * cancels the `@Public()` of its class. Both on one target refuse the boot.
 */
export function Public(): RouteDecorator {
  return open('public');
}

/**
 * Lets callers without a token in, as `@CurrentUser() user: undefined`. A token
 * that was sent but is not good is refused all the same.
 *
 * Combines with requirements as `@Public()` does.
 */
export function OptionalAuth(): RouteDecorator {
  return open('optional');
}

function open(mode: AccessMode): RouteDecorator {
  return accessModes.decorator((existing = []) => [mode, ...existing]);
}
