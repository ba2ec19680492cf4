import 'reflect-metadata';
import { Injectable, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { hasLostMetadata } from '../authorization/route-metadata.js';
import {
  guardsKey,
  handlerKeys,
  parametersKey,
  type HandlerKind,
} from './nest-metadata.js';

/** A handler of a controller, resolver or gateway. */
export interface Route {
  readonly kind: HandlerKind;
  readonly controller: Type<unknown>;
  readonly handler: object;
  /** `OrdersController.list()` */
  readonly name: string;
  /** What `@UseGuards()` on the handler and its class names. */
  readonly guards: readonly unknown[];
  /** Whether a decorator above ours put another function in its place. */
  readonly hasLostMetadata: boolean;
  /** The functions behind the handler's own parameter decorators. */
  readonly parameterFactories: readonly unknown[];
}

/** Finds all routes of the application with Nest's own discovery. */
@Injectable()
export class Routes {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** Each way to reach a handler once, also where its class stands in several modules. */
  all(): Route[] {
    const classes = new Set(
      [...this.discovery.getControllers(), ...this.discovery.getProviders()]
        .map(({ metatype }) => metatype as unknown)
        .filter(isClass),
    );
    return [...classes].flatMap((controller) => this.routesOf(controller));
  }

  private routesOf(controller: Type<unknown>): Route[] {
    const prototype = controller.prototype as Record<string, object>;
    return this.scanner.getAllMethodNames(prototype).flatMap((method) => {
      const handler = prototype[method];
      return handler === undefined
        ? []
        : kindsOf(handler).map((kind) => ({
            kind,
            controller,
            handler,
            name: `${controller.name}.${method}()`,
            guards: [...guardsOf(handler), ...guardsOf(controller)],
            hasLostMetadata: hasLostMetadata(
              ownerOf(method, prototype),
              method,
            ),
            parameterFactories: factoriesOf(controller, method),
          }));
    });
  }
}

function isClass(value: unknown): value is Type<unknown> {
  return typeof value === 'function' && typeof value.prototype === 'object';
}

/** One handler can be reached in several ways, each with guards of its own. */
function kindsOf(handler: object): HandlerKind[] {
  const kinds = handlerKeys
    .filter(([, key]) => Reflect.hasMetadata(key, handler))
    .map(([kind]) => kind);
  return [...new Set(kinds)];
}

/** The prototype that a method stands on: the class's own, or a base class's. */
function ownerOf(method: string, prototype: object): object {
  return Object.hasOwn(prototype, method)
    ? prototype
    : ownerOf(method, Object.getPrototypeOf(prototype) as object);
}

function guardsOf(target: object): readonly unknown[] {
  return (Reflect.getMetadata(guardsKey, target) ?? []) as readonly unknown[];
}

function factoriesOf(controller: Type<unknown>, method: string): unknown[] {
  const parameters = (Reflect.getMetadata(parametersKey, controller, method) ??
    {}) as Record<string, { readonly factory?: unknown }>;
  return Object.values(parameters).map(({ factory }) => factory);
}
