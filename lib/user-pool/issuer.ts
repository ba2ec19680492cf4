import { dnsSuffixOf } from './partition.js';

/**
 * The issuers whose tokens belong to a user pool. A pool has two issuer
 * formats, and a live pool can be switched from the original to the updated
 * one, so both are accepted.
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
 * The issuer of a replica of a multi-Region pool: the original format, with
 * the replica's region in the host and the primary's in the pool id.
 */
export function replicaIssuerOf(userPoolId: string, replica: string): string {
  return originalIssuer(userPoolId, replica);
}

function originalIssuer(userPoolId: string, region: string): string {
  return `https://cognito-idp.${region}.${dnsSuffixOf(region)}/${userPoolId}`;
}

/** Where an issuer publishes its key set (OpenID Connect Discovery 1.0 §4). */
export function jwksUriOf(issuer: string): string {
  return `${issuer}/.well-known/jwks.json`;
}

const cognitoHostPattern = /^(?:issuer-)?cognito-idp\./;

/** Whether an issuer is on one of Cognito's own hosts, not an emulator's. */
export function isCognitoIssuer(issuer: URL): boolean {
  return cognitoHostPattern.test(issuer.hostname);
}
