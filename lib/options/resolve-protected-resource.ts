import { OptionReader } from './option-reader.js';
import type { CognitoProtectedResourceOptions } from './protected-resource-options.interface.js';
import { isSecure } from './resolve-issuers.js';
import type { ResolvedProtectedResource } from './resolved-options.js';
import { listOf, nonEmptyString, oneOf, string } from './validators.js';

const resourceValidator = string(
  'an https: URL without query, fragment and credentials (http: is for loopback hosts)',
  (value) => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    return (
      url !== undefined &&
      /^https?:$/.test(url.protocol) &&
      isSecure(value) &&
      !/[?#]/.test(value) &&
      url.username + url.password === ''
    );
  },
);

const addressValidator = string(
  'an https: URL',
  (value) => /^https:\/\/./.test(value) && URL.canParse(value),
);

const wellKnown = '/.well-known/oauth-protected-resource';

/** @throws CognitoAuthOptionsError if an option is invalid. */
export function resolveProtectedResource(
  given: unknown,
  path: string,
): ResolvedProtectedResource | undefined {
  if (given === undefined) {
    return undefined;
  }
  const reader = new OptionReader<CognitoProtectedResourceOptions>(given, path);
  const resource = reader.required('resource', resourceValidator);
  const { origin, pathname } = new URL(resource);
  const resolved = {
    resource,
    metadataUrl: `${origin}${wellKnown}${pathname === '/' ? '' : pathname}`,
    name: reader.optional('name', nonEmptyString),
    documentation: reader.optional('documentation', addressValidator),
    scopes: reader.optional('scopes', listOf(nonEmptyString)),
    authorizationServer:
      reader.optional('authorizationServer', oneOf('cognito', 'bridge')) ??
      'cognito',
  };
  reader.refuseUnknown();
  return resolved;
}
