import { dnsSuffixOf } from './partition.js';

/**
 * Returns the issuers of a user pool. A pool has two issuer formats. A pool in
 * use can be switched from the original format to the updated one, so both are
 * accepted.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html
 */
export function issuersOf(userPoolId: string, region: string): string[] {
  return [
    originalIssuer(userPoolId, region),
    `https://issuer-cognito-idp.${region}.${dnsSuffixOf(region)}/${userPoolId}`,
  ];
}

/**
 * Returns the issuer of a replica of a multi-Region pool. It has the original
 * format, with the replica's region in the host and the primary's in the pool
 * id.
 */
export function replicaIssuerOf(
  userPoolId: string,
  replicaRegion: string,
): string {
  return originalIssuer(userPoolId, replicaRegion);
}

function originalIssuer(userPoolId: string, region: string): string {
  return `https://cognito-idp.${region}.${dnsSuffixOf(region)}/${userPoolId}`;
}

/** Returns the address of an issuer's key set (OpenID Connect Discovery 1.0 §4). */
export function jwksUriOf(issuer: string): string {
  return `${issuer}/.well-known/jwks.json`;
}

const cognitoHostPattern = /^(?:issuer-)?cognito-idp\./;

/** Returns whether an issuer is on a Cognito host, not on an emulator's. */
export function isCognitoIssuer(issuer: URL): boolean {
  return cognitoHostPattern.test(issuer.hostname);
}
