import { prototypeChainOf } from '../authorization/prototype-chain.js';
import {
  hasLostMetadata,
  hasSameMetadata,
} from '../authorization/route-metadata.js';
import { declaredOf, type Route } from '../routes/routes.js';
import { wayOutOfReplacement } from './ways-out.js';

/** Returns whether Nest reads other decorators than those of the declared method. */
export function hasLostDecorators(route: Route): boolean {
  const { handler, method } = route;
  return (
    hasLostMetadata(handler, declaringPrototypeOf(route), method) ||
    !hasSameMetadata(handler, declaredOf(route))
  );
}

/** Returns the prototype that declares the method of a route. */
function declaringPrototypeOf({ host, method }: Route): object {
  const levels = prototypeChainOf(host.prototype);
  return levels.find((level) => Object.hasOwn(level, method)) ?? host.prototype;
}

export function lostFromMethod(route: Route): string {
  const { name, handler, method } = route;
  return declaredOf(route) === handler
    ? `${name} was replaced by a decorator that stands above @Groups() and ` +
        'the like, which are lost: move them above it'
    : `${name}: ${wayOutOfReplacement(method)}`;
}

/** Describes a route whose decorated class was replaced, with the remedy. */
export function lostFromClass(name: string): string {
  return (
    `${name}: a class decorator put another class in the place of its class, ` +
    'and @Groups() and the like stand on one of the two only: put them on ' +
    'the methods'
  );
}
