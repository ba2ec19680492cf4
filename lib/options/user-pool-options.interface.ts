import type { TokenUse } from '../token/claims.js';

/** A JSON Web Key (RFC 7517 §4) as a key set publishes it. */
export interface SigningJwk {
  /** Key type; a signing key of Cognito is `RSA`. */
  readonly kty?: string;
  /** Key id; the header of a token names its signing key by this. */
  readonly kid?: string;
  /** Purpose of the key; a signing key has `sig` or no purpose. */
  readonly use?: string;
  /** Algorithm of the key; a signing key has `RS256` or no algorithm. */
  readonly alg?: string;
  /** Modulus of the RSA key, in base64url (RFC 7518 §6.3.1.1). */
  readonly n?: string;
  /** Public exponent of the RSA key, in base64url (RFC 7518 §6.3.1.2). */
  readonly e?: string;
  /** Other members are ignored. */
  readonly [member: string]: unknown;
}

/** A JSON Web Key Set (RFC 7517 §5). */
export interface SigningJwks {
  /** The public keys of the set. */
  readonly keys: readonly SigningJwk[];
}

/** One user pool whose tokens are accepted. */
export interface CognitoUserPoolOptions {
  /** Id of the user pool, such as `eu-west-1_AbCdEfGhI`. */
  userPoolId: string;

  /**
   * Client id, or ids, whose tokens are accepted. Only an explicit `null`
   * accepts the tokens of every client of the pool.
   */
  clientId: string | readonly string[] | null;

  /**
   * Kinds of tokens that are accepted. ID tokens are meant for the client, not
   * for an API. Accept them only if there is a reason to.
   *
   * @default 'access'
   */
  tokenUse?: TokenUse | readonly TokenUse[] | undefined;

  /**
   * Name of the pool in `@UserPool()` and in the logs.
   *
   * @default the user pool id
   */
  name?: string | undefined;

  /**
   * Required `aud` of access tokens: the resource server they are bound to
   * (RFC 8707). Without this option, `aud` of access tokens is not checked.
   */
  audience?: string | readonly string[] | undefined;

  /**
   * Replaces the issuers that are derived from the pool id, for cognito-local,
   * LocalStack and sovereign clouds. It is compared exactly and has no trailing
   * slash.
   */
  issuer?: string | readonly string[] | undefined;

  /**
   * Address of the key set, for all issuers of the pool.
   *
   * @default `<issuer>/.well-known/jwks.json`
   */
  jwksUri?: string | undefined;

  /**
   * Allows `http:` for key sets on hosts other than loopback. Anyone who can
   * impersonate such a host can then sign tokens that are accepted.
   *
   * @default false
   */
  allowInsecureJwksUri?: boolean | undefined;

  /**
   * Pinned key set. The library then fetches no keys for this pool, and does
   * not notice a key rotation.
   */
  jwks?: SigningJwks | undefined;

  /**
   * Replica regions of a multi-Region pool. The issuer of each replica is
   * accepted too.
   *
   * @default []
   */
  additionalRegions?: readonly string[] | undefined;
}
