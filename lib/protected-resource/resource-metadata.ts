import type { RouteInfo } from '../access-map/route-info.js';
import { scopesIn } from '../access-map/scopes-in.js';
import type {
  ResolvedOptions,
  ResolvedProtectedResource,
} from '../options/resolved-options.js';
import { extractToken } from '../request/extractors.js';

/** Builds the metadata of the protected resource (RFC 9728 §2). */
export function resourceMetadata(
  resource: ResolvedProtectedResource,
  options: ResolvedOptions,
  routes: readonly RouteInfo[],
): object {
  const { name, documentation, scopes = scopesIn(routes) } = resource;
  return {
    resource: resource.resource,
    authorization_servers: authorizationServers(resource, options),
    ...(scopes.length > 0 && { scopes_supported: scopes }),
    ...(readsHeader(options) && { bearer_methods_supported: ['header'] }),
    ...(name !== undefined && { resource_name: name }),
    ...(documentation !== undefined && {
      resource_documentation: documentation,
    }),
  };
}

/** The first issuer of a pool is the one that its domain uses. */
function authorizationServers(
  { authorizationServer, resource }: ResolvedProtectedResource,
  { userPools }: ResolvedOptions,
): string[] {
  return authorizationServer === 'bridge'
    ? [new URL(resource).origin]
    : userPools.flatMap(({ issuers }) =>
        issuers.slice(0, 1).map(({ issuer }) => issuer),
      );
}

/** Asks the extractors, since an application may have its own. */
function readsHeader({ tokenFrom }: ResolvedOptions): boolean {
  try {
    const headers = { authorization: 'Bearer token' };
    return extractToken(tokenFrom, { type: 'http', headers }) === 'token';
  } catch {
    return false;
  }
}
