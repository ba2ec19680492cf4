import type { INestApplicationContext } from '@nestjs/common';
import { ApplicationConfig } from '@nestjs/core';
import { CognitoAccessMap } from '../access-map/access-map.js';
import type { RouteInfo } from '../access-map/route-info.js';
import { scopesIn } from '../access-map/scopes-in.js';
import { MatchingRoutes } from './matching-routes.js';
import {
  operationsIn,
  type Components,
  type OpenApiDocument,
  type Operation,
} from './openapi-document.js';
import {
  extensionOf,
  securityOf,
  sentenceOf,
  type SchemeInfo,
} from './operation-access.js';
import { refusalResponses } from './refusal-responses.js';

/** Options of `documentAccess()`. */
export interface DocumentAccessOptions {
  /**
   * Name of the security scheme in the document.
   *
   * @default 'cognito'
   */
  scheme?: string | undefined;

  /**
   * Address of the user pool's domain, such as `https://auth.example.com`. With
   * it, the scheme is an OAuth 2 code flow, and operations list their scopes.
   * Without it, the scheme is a bearer token.
   */
  domain?: string | undefined;
}

/**
 * Completes an OpenAPI document with what `CognitoGuard` requires: the security
 * of each operation, its refusals, and the extension `x-cognito-access`. What the
 * document already says stays. Routes without a `CognitoGuard` stay untouched.
 *
 * @param app the application, after `app.init()` or before `app.listen()`
 * @param document what `SwaggerModule.createDocument()` returned; it is changed
 * @returns the same document
 * @throws Error if the application does not import `CognitoAuthModule`.
 *
 * @example
 * ```ts
 * const document = SwaggerModule.createDocument(app, config);
 * SwaggerModule.setup('docs', app, documentAccess(app, document));
 * ```
 * @see https://spec.openapis.org/oas/v3.0.3.html#security-requirement-object
 */
export function documentAccess<D extends OpenApiDocument>(
  app: INestApplicationContext,
  document: D,
  { scheme = 'cognito', domain }: DocumentAccessOptions = {},
): D {
  const matching = matchingRoutesOf(app);
  const info: SchemeInfo = { scheme, hasScopes: domain !== undefined };
  const documented: RouteInfo[] = [];
  for (const { method, path, operation } of operationsIn(document)) {
    const routes = matching.of(method, path);
    if (routes.some(({ mode }) => mode !== 'unguarded')) {
      documentOperation(operation, routes, info);
      documented.push(...routes);
    }
  }
  if (documented.some(({ mode }) => mode === 'token' || mode === 'optional')) {
    addScheme(document, scheme, domain, documented);
  }
  return document;
}

function matchingRoutesOf(app: INestApplicationContext): MatchingRoutes {
  try {
    const map = app.get(CognitoAccessMap, { strict: false });
    const config = app.get(ApplicationConfig, { strict: false });
    return new MatchingRoutes(map.routes(), config.getGlobalPrefix());
  } catch (cause) {
    throw new Error(
      'documentAccess() needs an application that imports CognitoAuthModule',
      { cause },
    );
  }
}

function documentOperation(
  operation: Operation,
  routes: readonly RouteInfo[],
  info: SchemeInfo,
): void {
  operation.security ??= securityOf(routes, info);
  operation['x-cognito-access'] = extensionOf(routes);
  operation.responses = { ...refusalResponses(routes), ...operation.responses };
  const { description = '' } = operation;
  const added = routes
    .map(sentenceOf)
    .filter((sentence) => sentence !== '' && !description.includes(sentence));
  if (added.length > 0) {
    operation.description = [description, ...added]
      .filter(Boolean)
      .join('\n\n');
  }
}

function addScheme(
  document: OpenApiDocument,
  scheme: string,
  domain: string | undefined,
  routes: readonly RouteInfo[],
): void {
  const components: Components = document.components ?? {};
  document.components = components;
  components.securitySchemes = {
    [scheme]:
      domain === undefined
        ? { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }
        : codeFlow(domain, routes),
    ...components.securitySchemes,
  };
}

function codeFlow(domain: string, routes: readonly RouteInfo[]): object {
  return {
    type: 'oauth2',
    flows: {
      authorizationCode: {
        authorizationUrl: new URL('/oauth2/authorize', domain).href,
        tokenUrl: new URL('/oauth2/token', domain).href,
        scopes: Object.fromEntries(scopesIn(routes).map((name) => [name, ''])),
      },
    },
  };
}
