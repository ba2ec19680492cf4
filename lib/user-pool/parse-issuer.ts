import { issuersOf, replicaIssuerOf } from './issuer.js';
import { isRegion } from './partition.js';
import { regionOf } from './user-pool-id.js';

/** A user pool that an issuer names, and the region in the issuer's host. */
export interface NamedUserPool {
  readonly userPoolId: string;
  readonly region: string;
}

/** Longest issuer of Cognito: a pool id has 55 characters at most. */
const maxLength = 200;

const issuerPattern =
  /^https:\/\/(?:issuer-)?cognito-idp\.([a-z0-9-]+)\.[a-z.]+\/([\w-]+)$/;

/**
 * Returns the user pool that an issuer of Cognito names. Anything else is
 * `undefined`. The issuer is built anew and compared whole, so that no address of
 * another shape gets through.
 */
export function parseIssuer(issuer: unknown): NamedUserPool | undefined {
  if (typeof issuer !== 'string' || issuer.length > maxLength) {
    return undefined;
  }
  const [, region = '', userPoolId = ''] = issuerPattern.exec(issuer) ?? [];
  const ownRegion = regionOf(userPoolId);
  if (ownRegion === undefined) {
    return undefined;
  }
  const accepted = [
    ...issuersOf(userPoolId, ownRegion),
    ...(isRegion(region) ? [replicaIssuerOf(userPoolId, region)] : []),
  ];
  return accepted.includes(issuer) ? { userPoolId, region } : undefined;
}
