import { Injectable, type Type } from '@nestjs/common';
import { PolicyProviders } from './policy-providers.js';
import { prototypeChainOf } from './prototype-chain.js';
import { readRouteAccess, type RouteAccess } from './route-access.js';

/** Caches the access of each route, so that no request reads decorators again. */
@Injectable()
export class RouteAccessMap {
  private readonly routes = new WeakMap<object, WeakMap<object, RouteAccess>>();

  constructor(private readonly policies: PolicyProviders) {}

  /**
   * Returns the access of a route. Several controllers may inherit one handler,
   * so the controller is part of the key.
   *
   * @throws Error if the decorators of the route contradict each other, or
   * the handler is no method of the class. Then a constructor replaced a method,
   * and the decorators of that method cannot be found.
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
   * Reads the access of a route for the boot audit. It also accepts a handler
   * that is on the instance.
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
  return prototypeChainOf(controller.prototype as object).some((prototype) =>
    Object.values(Object.getOwnPropertyDescriptors(prototype)).some(
      ({ value }) => value === handler,
    ),
  );
}
