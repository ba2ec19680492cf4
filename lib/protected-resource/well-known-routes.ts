import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { HttpAdapterHost, type AbstractHttpAdapter } from '@nestjs/core';
import { CognitoAccessMap } from '../access-map/access-map.js';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
  type ResolvedProtectedResource,
} from '../options/resolved-options.js';
import { AuthorizationServerMetadata } from './authorization-server-metadata.js';
import { resourceMetadata } from './resource-metadata.js';

const logger = new Logger('CognitoAuth');

const resourcePath = '/.well-known/oauth-protected-resource';
const serverPath = '/.well-known/oauth-authorization-server';

/** Makes the document of a route, which may have to be fetched. */
type Read = () => object | Promise<object>;

/**
 * Serves the metadata of the protected resource. The HTTP adapter has the routes
 * itself, because prefixes, versions and guards of the application must not
 * change these addresses (RFC 9728 §3, RFC 8414 §3).
 */
@Injectable()
export class WellKnownRoutes
  implements OnModuleInit, BeforeApplicationShutdown
{
  private readonly closing = new AbortController();

  constructor(
    @Inject(RESOLVED_OPTIONS) private readonly options: ResolvedOptions,
    private readonly adapterHost: HttpAdapterHost,
    private readonly accessMap: CognitoAccessMap,
  ) {}

  onModuleInit(): void {
    const { protectedResource: resource } = this.options;
    const adapter = this.adapterHost.httpAdapter as
      AbstractHttpAdapter | null | undefined;
    if (resource && adapter) {
      this.addRoutes(adapter, resource);
    }
  }

  /** Ends a fetch in flight, which would delay the server's close. */
  beforeApplicationShutdown(): void {
    this.closing.abort();
  }

  private addRoutes(
    adapter: AbstractHttpAdapter,
    resource: ResolvedProtectedResource,
  ): void {
    let document: object | undefined;
    // Made once, when all routes are known: anybody may ask, as often as they like.
    const readResource = () =>
      (document ??= resourceMetadata(
        resource,
        this.options,
        this.accessMap.routes(),
      ));
    const { pathname } = new URL(resource.metadataUrl);
    // Clients look at the address without the path as well.
    for (const path of new Set([pathname, resourcePath])) {
      serve(adapter, path, readResource);
    }
    const [pool] = this.options.userPools;
    if (resource.authorizationServer === 'bridge' && pool) {
      const metadata = new AuthorizationServerMetadata(
        pool,
        new URL(resource.resource).origin,
        this.options.keys,
        this.closing.signal,
      );
      serve(adapter, serverPath, () => metadata.get());
    }
  }
}

function serve(adapter: AbstractHttpAdapter, path: string, read: Read): void {
  adapter.get(path, async (_request: unknown, response: unknown) => {
    try {
      const document = await read();
      adapter.setHeader(response, 'Access-Control-Allow-Origin', '*');
      adapter.setHeader(response, 'Cache-Control', 'public, max-age=300');
      adapter.reply(response, document, 200);
    } catch (error) {
      logger.warn(`${path} cannot be served: ${(error as Error).message}`);
      adapter.setHeader(response, 'Access-Control-Allow-Origin', '*');
      adapter.setHeader(response, 'Retry-After', '30');
      adapter.reply(response, { statusCode: 503 }, 503);
    }
  });
  adapter.options(path, (_request: unknown, response: unknown) => {
    adapter.setHeader(response, 'Access-Control-Allow-Origin', '*');
    adapter.setHeader(response, 'Access-Control-Allow-Methods', 'GET');
    adapter.setHeader(response, 'Access-Control-Allow-Headers', '*');
    adapter.reply(response, '', 204);
  });
}
