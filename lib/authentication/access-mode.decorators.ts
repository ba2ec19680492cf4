import { Reflector } from '@nestjs/core';

/** Who a route is open to when no token was sent. */
export type AccessMode = 'public' | 'optional';

/** Whether a handler or class is open to callers without a token. */
export const AccessModeMetadata = Reflector.createDecorator<AccessMode>();

/**
 * Opens a route, or all routes of a controller: no token is needed and none is
 * read, so `@CurrentUser()` is `undefined` even where one was sent.
 *
 * On a handler it cancels what the class requires; a requirement on a handler
 * cancels the `@Public()` of its class. Both on one target refuse the boot.
 */
export function Public(): MethodDecorator & ClassDecorator {
  return AccessModeMetadata('public');
}

/**
 * Lets callers without a token in, as `@CurrentUser() user: undefined`. A token
 * that was sent but is not good is refused all the same.
 *
 * Combines with requirements as `@Public()` does.
 */
export function OptionalAuth(): MethodDecorator & ClassDecorator {
  return AccessModeMetadata('optional');
}
