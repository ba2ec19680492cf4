import 'reflect-metadata';
import { Injectable } from '@nestjs/common';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { hostsIn, type Host } from './hosts.js';
import {
  fieldKeys,
  gatewayKey,
  handlerKeys,
  resolverTypeKey,
} from './nest-metadata.js';

/** The kind of a route, which decides which guards Nest runs. */
export type RouteKind = 'http' | 'rpc' | 'ws' | 'graphql' | 'graphql-field';

/** One way in which a client can make Nest call a method. */
export interface Route {
  readonly kind: RouteKind;
  readonly host: Host;
  readonly method: string;
  /** The function that Nest calls and whose metadata Nest reads. */
  readonly handler: object;
  /** Name for messages, such as `OrdersController.list()`. */
  readonly name: string;
}

type Methods = Readonly<Record<string, object | undefined>>;

/** Finds the routes of the application, as Nest's own explorers do. */
@Injectable()
export class Routes {
  constructor(
    private readonly modules: ModulesContainer,
    private readonly scanner: MetadataScanner,
  ) {}

  hosts(): Host[] {
    return hostsIn(this.modules);
  }

  /** Returns the kinds of contexts that the routes of the application get. */
  contextTypes(): ReadonlySet<string> {
    const routes = this.hosts().flatMap((host) => this.of(host));
    return new Set(routes.map(({ kind }) => contextTypeOf(kind)));
  }

  of(host: Host): Route[] {
    const prototype = host.prototype as Methods;
    return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
      const declared = prototype[method];
      return declared === undefined
        ? []
        : kindsOf(host, method, declared).map((kind) => ({
            kind,
            host,
            method,
            handler: instanceMethodOf(kind, host, method) ?? declared,
            name: nameOf(host, method),
          }));
    });
  }
}

/** Returns the type of the context that a route of a kind gets. */
export function contextTypeOf(
  kind: RouteKind,
): Exclude<RouteKind, 'graphql-field'> {
  return kind === 'graphql-field' ? 'graphql' : kind;
}

/** Returns the name of a method for messages, such as `OrdersController.list()`. */
export function nameOf({ classes: [{ name }] }: Host, method: string): string {
  return `${name || '(anonymous class)'}.${method}()`;
}

/** The method of the prototype that a route was found by. */
export function declaredOf({ host, method }: Route): object {
  return Reflect.get(host.prototype, method) as object;
}

/** Returns whether Nest connects a host to clients as a gateway. */
export function isGateway({ collection, metatype }: Host): boolean {
  return (
    collection === 'providers' &&
    metatype !== undefined &&
    Reflect.hasMetadata(gatewayKey, metatype)
  );
}

/** Clients can reach one method in several ways, each with its own guards. */
function kindsOf(host: Host, method: string, declared: object): RouteKind[] {
  const has = (key: string): boolean => Reflect.hasMetadata(key, declared);
  if (host.collection === 'controllers') {
    return (['http', 'rpc'] as const).filter((kind) => has(handlerKeys[kind]));
  }
  if (host.collection !== 'providers') {
    return [];
  }
  const message: RouteKind[] =
    isGateway(host) && has(handlerKeys.ws) ? ['ws'] : [];
  return [...message, ...graphqlKindOf(host, method, declared)];
}

const rootTypes: readonly unknown[] = ['Query', 'Mutation', 'Subscription'];

/** Nest runs guards for root fields, but for other fields only if so configured. */
function graphqlKindOf(
  { classes }: Host,
  method: string,
  declared: object,
): RouteKind[] {
  const types: unknown[] = [declared, ...classes].map((target) =>
    Reflect.getMetadata(resolverTypeKey, target),
  );
  const type = types.find(Boolean);
  const isField = fieldKeys.some((key) => Reflect.hasMetadata(key, declared));
  // Nest runs no guard for a method of this name, whatever is configured.
  if (method === '__resolveType' || type === undefined) {
    return [];
  }
  if (rootTypes.includes(type)) {
    return ['graphql'];
  }
  return isField ? ['graphql-field'] : [];
}

/** Nest calls the instance's method for HTTP and microservices, else the prototype's. */
function instanceMethodOf(
  kind: RouteKind,
  { instance }: Host,
  method: string,
): object | undefined {
  const called =
    kind === 'http' || kind === 'rpc'
      ? (instance as Methods | undefined)?.[method]
      : undefined;
  return typeof called === 'function' ? called : undefined;
}
