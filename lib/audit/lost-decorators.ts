import { hasLostMetadata } from '../authorization/route-metadata.js';
import { levelsOf } from '../routes/members.js';
import type { Route } from '../routes/routes.js';

/** Whether Nest calls another function than the one that was decorated. */
export function hasLostDecorators(route: Route): boolean {
  return hasLostMetadata(route.handler, ownerOf(route), route.method);
}

/** The prototype that declares the method of a route. */
function ownerOf({ host, method }: Route): object {
  const levels = levelsOf(host.prototype);
  return levels.find((level) => Object.hasOwn(level, method)) ?? host.prototype;
}

export function lostFromMethod({ name, host, handler, method }: Route): string {
  return Reflect.get(host.prototype, method) === handler
    ? `${name} was replaced by a decorator that stands above @Groups() and ` +
        'the like, which are lost: move them above it'
    : `${name} was replaced on the instance, as by this.${method}.bind(this), ` +
        'and @Groups() and the like are lost: leave the method where it is';
}

export function lostFromClass(name: string): string {
  return (
    `${name}: a class decorator put another class in the place of its class, ` +
    'and @Groups() and the like stand on one of the two only: put them on ' +
    'the methods'
  );
}
