import type { RouteAccess } from '../authorization/route-access.js';
import {
  allOfScopes,
  anyOfScopes,
} from '../authorization/scopes.decorators.js';
import { isCognitoAuthException } from '../errors/exceptions.js';
import type { ResolvedOptions } from '../options/resolved-options.js';
import type { Call } from './call.js';

/** MCP-Nest reads the address here, for its own refusal of a tool. */
const mcpMetadataUrl = Symbol.for('@rekog/mcp-nest:resource-metadata-url');

/**
 * Names the metadata of the protected resource on an HTTP request. MCP-Nest checks
 * the scopes of a tool after the guard, and puts the address into its challenge.
 */
export function tellResource(
  { transport, holder }: Call,
  { protectedResource }: ResolvedOptions,
): void {
  if (protectedResource && transport.type === 'http') {
    Object.assign(holder, { [mcpMetadataUrl]: protectedResource.metadataUrl });
  }
}

/**
 * Names the metadata of the protected resource in the challenge of a refusal (RFC
 * 9728 §5.1). Without a token, it also names the scopes to ask for, so that a
 * client can sign in once.
 */
export function nameResource(
  error: Error,
  access: RouteAccess,
  { protectedResource }: ResolvedOptions,
): void {
  if (
    protectedResource &&
    isCognitoAuthException(error) &&
    'challenge' in error
  ) {
    const isMissing = error.code === 'token_missing';
    Object.assign(error, {
      challenge: {
        ...error.challenge,
        ...(isMissing && scopeOf(access)),
        resourceMetadata: protectedResource.metadataUrl,
      },
    });
  }
}

function scopeOf(access: RouteAccess): { readonly scope?: string } {
  const scopes = [
    ...(allOfScopes.in(access) ?? []),
    ...(anyOfScopes.in(access) ?? []),
  ];
  return scopes.length > 0 ? { scope: scopes.join(' ') } : {};
}
