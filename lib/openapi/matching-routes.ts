import type { RouteInfo } from '../access-map/route-info.js';

/** Finds the routes behind the operations of a document. */
export class MatchingRoutes {
  private readonly routes: readonly (readonly [string, RouteInfo])[];

  /** @param prefix global prefix, which a document may leave out */
  constructor(
    routes: readonly RouteInfo[],
    private readonly prefix: string,
  ) {
    this.routes = routes.flatMap((route) =>
      route.path === undefined ? [] : [[shapeOf(route.path), route] as const],
    );
  }

  /** Returns the routes of an operation. Versions in a header share one path. */
  of(method: string, path: string): RouteInfo[] {
    const found = this.at(path);
    const routes = found.length > 0 ? found : this.at(`${this.prefix}/${path}`);
    const exact = routes.filter((route) => route.method === method);
    return exact.length > 0
      ? exact
      : routes.filter((route) => route.method === 'ALL');
  }

  private at(path: string): RouteInfo[] {
    const wanted = shapeOf(`/${path}`);
    return this.routes.flatMap(([shape, route]) =>
      shape === wanted ? [route] : [],
    );
  }
}

/** Matches a parameter of a path, as Nest or as OpenAPI writes it. */
const parameter = /\{\w+\}|[:*]\w+(\([^)]*\))?\??|\*/g;

/**
 * Reduces a path to its shape. Nest writes `:id`, `*path` and `{/:id}` where
 * OpenAPI writes `{id}`, `{path}` and `/{id}`.
 */
function shapeOf(path: string): string {
  const shape = path
    .replace(parameter, '\u0000')
    .replace(/[{}]/g, '')
    .replace(/\/+/g, '/');
  return shape.length > 1 ? shape.replace(/\/$/, '') : shape;
}
