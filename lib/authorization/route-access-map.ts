import { Injectable, type Type } from '@nestjs/common';
import { PolicyProviders } from './policy-providers.js';
import { readRouteAccess, type RouteAccess } from './route-access.js';

/** Whom each route lets in: read from its decorators once, not for each request. */
@Injectable()
export class RouteAccessMap {
  private readonly routes = new WeakMap<object, WeakMap<object, RouteAccess>>();

  constructor(private readonly policies: PolicyProviders) {}

  /**
   * An inherited handler is one function in several controllers, so the
   * controller is part of the key.
   *
   * @throws Error if the decorators of the route contradict each other, and for
   * a function that is no method of the class: a constructor put it there, and
   * the decorators of the method it replaced cannot be known.
   */
  of(controller: Type<unknown>, handler: object): RouteAccess {
    const known = this.routes.get(controller)?.get(handler);
    if (known !== undefined) {
      return known;
    }
    if (!isMethodOf(controller, handler)) {
      throw new Error(
        `${controller.name} calls a function that is none of its methods, so ` +
          'CognitoGuard cannot tell what its decorators require: do not ' +
          'replace handlers on the instance, as with this.list.bind(this)',
      );
    }
    return this.add(controller, handler);
  }

  /**
   * Reads a route that the boot audit looked at, also one whose handler stands
   * on the instance.
   *
   * @throws Error if the decorators of the route contradict each other.
   */
  add(controller: Type<unknown>, handler: object): RouteAccess {
    let handlers = this.routes.get(controller);
    if (handlers === undefined) {
      handlers = new WeakMap();
      this.routes.set(controller, handlers);
    }
    let access = handlers.get(handler);
    if (access === undefined) {
      access = readRouteAccess(
        controller,
        handler,
        this.policies.for(controller),
      );
      handlers.set(handler, access);
    }
    return access;
  }
}

function isMethodOf(controller: Type<unknown>, handler: object): boolean {
  for (
    let level = controller.prototype as object | null;
    level !== null;
    level = Object.getPrototypeOf(level) as object | null
  ) {
    const descriptors = Object.values(Object.getOwnPropertyDescriptors(level));
    if (descriptors.some(({ value }) => value === handler)) {
      return true;
    }
  }
  return false;
}
