import { Injectable } from '@nestjs/common';
import { HttpPaths } from './http-paths.js';
import {
  patternKeys,
  resolverNameKey,
  resolverTypeKey,
} from './nest-metadata.js';
import { declaredOf, type Route } from './routes.js';

/** How a client names a route. */
export interface Address {
  /** HTTP method, such as `GET`, or `ALL`. Only for HTTP. */
  readonly method?: string;
  /** Path with its prefixes, such as `/api/v1/orders/:id`. Only for HTTP. */
  readonly path?: string;
  /** Version of an HTTP route, if the application has versions. */
  readonly version?: string;
  /** Message, event, or GraphQL field such as `Query.orders`. */
  readonly pattern?: string;
}

/** Tells under which addresses clients reach a route. */
@Injectable()
export class Addresses {
  constructor(private readonly paths: HttpPaths) {}

  of(route: Route): Address[] {
    switch (route.kind) {
      case 'http':
        return this.paths.of(route);
      case 'ws':
        return patternsOf(route, patternKeys.ws);
      case 'rpc':
        return patternsOf(route, patternKeys.rpc);
      default:
        return [{ pattern: fieldOf(route) }];
    }
  }
}

function patternsOf(route: Route, key: string): Address[] {
  const found: unknown = Reflect.getMetadata(key, declaredOf(route));
  return [found].flat().map((pattern) => ({
    pattern: typeof pattern === 'string' ? pattern : JSON.stringify(pattern),
  }));
}

function fieldOf(route: Route): string {
  const { host, method } = route;
  const declared = declaredOf(route);
  const typeOf = (target: object): unknown =>
    Reflect.getMetadata(resolverTypeKey, target);
  const type = [declared, ...host.classes].map(typeOf).find(Boolean);
  const name: unknown = Reflect.getMetadata(resolverNameKey, declared);
  return `${String(type)}.${typeof name === 'string' ? name : method}`;
}
