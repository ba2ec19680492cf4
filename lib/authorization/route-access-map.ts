import { Injectable, type Type } from '@nestjs/common';
import { readRouteAccess, type RouteAccess } from './route-access.js';

/** Whom each route lets in: read from its decorators once, not for each request. */
@Injectable()
export class RouteAccessMap {
  private readonly routes = new WeakMap<object, WeakMap<object, RouteAccess>>();

  /**
   * An inherited handler is one function in several controllers, so the
   * controller is part of the key.
   *
   * @throws Error where the decorators of the route contradict each other.
   */
  of(controller: Type<unknown>, handler: object): RouteAccess {
    let handlers = this.routes.get(controller);
    if (handlers === undefined) {
      handlers = new WeakMap();
      this.routes.set(controller, handlers);
    }
    let access = handlers.get(handler);
    if (access === undefined) {
      access = readRouteAccess(controller, handler);
      handlers.set(handler, access);
    }
    return access;
  }
}
