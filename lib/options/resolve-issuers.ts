import {
  isCognitoIssuer,
  issuersOf,
  jwksUriOf,
  replicaIssuerOf,
} from '../user-pool/issuer.js';
import { isRegion } from '../user-pool/partition.js';
import { regionOf } from '../user-pool/user-pool-id.js';
import type { OptionReader } from './option-reader.js';
import { listOf, oneOrMore, string } from './validators.js';
import type { ResolvedIssuer } from './resolved-options.js';
import type { CognitoUserPoolOptions } from './user-pool-options.interface.js';

type Reader = OptionReader<CognitoUserPoolOptions>;

const issuerValidator = string(
  'an http(s) URL without query, fragment, credentials and trailing slash',
  (value) => isPlainUrl(value) && !value.endsWith('/'),
);

const jwksUriValidator = string(
  'an http(s) URL without fragment and credentials',
  (value) => isHttpUrl(value),
);

const secureJwksUri =
  'an https: URL (http: is for loopback hosts, or with allowInsecureJwksUri: true)';

/** Returns the accepted issuers of a pool, each with the address of its key set. */
export function resolveIssuers(
  reader: Reader,
  userPoolId: string,
  allowInsecure: boolean,
): ResolvedIssuer[] {
  const jwksUri = reader.optional('jwksUri', jwksUriValidator);
  if (jwksUri !== undefined && !allowInsecure && !isSecure(jwksUri)) {
    throw reader.invalid('jwksUri', secureJwksUri);
  }
  const pinned = reader.raw('jwks') !== undefined;
  return acceptedIssuers(reader, userPoolId).map((issuer) => {
    const address = jwksUri ?? jwksUriOf(issuer);
    if (!pinned && !allowInsecure && !isSecure(address)) {
      throw reader.invalid('issuer', `on ${secureJwksUri}`);
    }
    return { issuer, jwksUri: address };
  });
}

function acceptedIssuers(
  reader: Reader,
  userPoolId: string,
): readonly string[] {
  const region = regionOf(userPoolId);
  const replicaRegions =
    reader.optional('additionalRegions', listOf(replicaValidator(region))) ??
    [];
  const given = reader.optional('issuer', oneOrMore(issuerValidator));
  const derived = region === undefined ? [] : issuersOf(userPoolId, region);
  const replicaIssuers = replicaRegions.map((replicaRegion) =>
    replicaIssuerOf(userPoolId, replicaRegion),
  );
  if (given === undefined && region === undefined) {
    throw reader.invalid(
      'userPoolId',
      'like "eu-west-1_AbCdEfGhI" (another form of id needs the option issuer)',
    );
  }
  const issuers = given === undefined ? derived : [given].flat();
  if (
    region !== undefined &&
    issuers.some((issuer) => isOfOtherPool(issuer, derived))
  ) {
    throw reader.invalid(
      'issuer',
      `one of this user pool's where it is on a host of Cognito's: ${derived.join(', ')}`,
    );
  }
  return [...issuers, ...replicaIssuers];
}

function replicaValidator(region: string | undefined) {
  return string(
    'an AWS region other than that of the pool',
    (value) => isRegion(value) && value !== region,
  );
}

/** An issuer on a Cognito host for another pool or region can only be a mistake. */
function isOfOtherPool(issuer: string, derived: readonly string[]): boolean {
  return isCognitoIssuer(new URL(issuer)) && !derived.includes(issuer);
}

function isHttpUrl(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return (
    url !== undefined &&
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.username === '' &&
    url.password === '' &&
    !value.includes('#')
  );
}

function isPlainUrl(value: string): boolean {
  return isHttpUrl(value) && !value.includes('?') && !/\s/.test(value);
}

/** A loopback host cannot be impersonated from the network (RFC 8252 §8.3). */
export function isSecure(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || isLoopback(hostname);
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    /^127(?:\.\d{1,3}){3}$/.test(hostname)
  );
}
