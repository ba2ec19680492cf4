import type { RouteInfo } from './route-info.js';

/** Returns every scope that routes require, sorted and without repetitions. */
export function scopesIn(routes: readonly RouteInfo[]): string[] {
  const names = routes.flatMap(({ scopes }) => [
    ...(scopes?.all ?? []),
    ...(scopes?.any ?? []),
  ]);
  return [...new Set(names)].toSorted();
}
