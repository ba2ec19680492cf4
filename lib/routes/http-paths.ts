import {
  Injectable,
  RequestMethod,
  type VersioningOptions,
} from '@nestjs/common';
import { ApplicationConfig, ModulesContainer } from '@nestjs/core';
import { RoutePathFactory } from '@nestjs/core/router/route-path-factory.js';
import type { VersionValue } from '@nestjs/common/interfaces/index.js';
import type { Address } from './addresses.js';
import {
  handlerKeys,
  modulePathKey,
  requestMethodKey,
  versionKey,
} from './nest-metadata.js';
import type { Route } from './routes.js';

/** The symbol is `VERSION_NEUTRAL`. */
type Version = string | symbol | undefined;

/** Computes the paths of HTTP routes with Nest's own factory. */
@Injectable()
export class HttpPaths {
  private readonly factory: RoutePathFactory;

  constructor(
    private readonly config: ApplicationConfig,
    private readonly modules: ModulesContainer,
  ) {
    this.factory = new RoutePathFactory(config);
  }

  of({ handler, host }: Route): Address[] {
    const [controller] = host.classes;
    const requestMethod = metadataOf<RequestMethod>(requestMethodKey, handler);
    const versioningOptions = this.config.getVersioning();
    const shared = {
      modulePath: this.modulePathOf(host.module.metatype),
      globalPrefix: this.config.getGlobalPrefix(),
      ...(versioningOptions && { versioningOptions }),
    };
    const method = RequestMethod[requestMethod ?? RequestMethod.GET];
    return pathsOn(controller).flatMap((ctrlPath) =>
      pathsOn(handler).flatMap((methodPath) =>
        versionsOf(handler, controller, versioningOptions).flatMap((version) =>
          this.factory
            .create(
              {
                ...shared,
                ctrlPath,
                methodPath,
                ...(version !== undefined && {
                  methodVersion: version as VersionValue,
                }),
              },
              requestMethod,
            )
            .map((path) => ({
              method,
              path,
              ...(typeof version === 'string' && { version }),
            })),
        ),
      ),
    );
  }

  private modulePathOf(module: object): string {
    const { applicationId } = this.modules;
    return (
      metadataOf<string>(`${modulePathKey}${applicationId}`, module) ??
      metadataOf<string>(modulePathKey, module) ??
      ''
    );
  }
}

function pathsOn(target: object): string[] {
  return [metadataOf<string | string[]>(handlerKeys.http, target) ?? ''].flat();
}

function versionsOf(
  handler: object,
  controller: object,
  options: VersioningOptions | undefined,
): Version[] {
  const version =
    options &&
    (metadataOf<Version | Version[]>(versionKey, handler) ??
      metadataOf<Version | Version[]>(versionKey, controller) ??
      options.defaultVersion);
  return [version].flat();
}

function metadataOf<T>(key: string, target: object): T | undefined {
  return Reflect.getMetadata(key, target) as T | undefined;
}
