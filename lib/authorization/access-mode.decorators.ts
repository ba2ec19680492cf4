import { RouteMetadata, type RouteDecorator } from './route-metadata.js';

/** Tells how an accessModeDecorator route treats a token: never reads it, or accepts its absence. */
export type AccessMode = 'public' | 'optional';

/** Stores all modes of a handler or class. More than one refuses the boot. */
export const accessModes = new RouteMetadata<readonly AccessMode[]>();

/**
 * Opens a route, or all routes of a controller, to everyone. The guard reads no
 * token, so `@CurrentUser()` is `undefined` even if the request has one.
 *
 * On a handler, it cancels the requirements of the class. A requirement on a
 * handler cancels `@Public()` on its class. `@Public()` and a requirement on the
 * same handler or class refuse the boot.
 */
export function Public(): RouteDecorator {
  return accessModeDecorator('public');
}

/**
 * Admits requests without a token; `@CurrentUser()` is `undefined` for them. A
 * token that is present but not valid is still refused.
 *
 * It combines with requirements as `@Public()` does.
 */
export function OptionalAuth(): RouteDecorator {
  return accessModeDecorator('optional');
}

function accessModeDecorator(mode: AccessMode): RouteDecorator {
  return accessModes.decorator((existing = []) => [mode, ...existing]);
}
