import type { TokenUse } from '../token/claims.js';

/** A JSON Web Key (RFC 7517 §4) as a key set publishes it. */
export interface SigningJwk {
  /** Key type; a signing key of Cognito is `RSA`. */
  readonly kty?: string;
  /** Key id: the header of a token names its key by this. */
  readonly kid?: string;
  /** Purpose of the key; a signing key says `sig` or nothing. */
  readonly use?: string;
  /** Algorithm of the key; a signing key says `RS256` or nothing. */
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
   * The app client, or clients, whose tokens are accepted. `null`, written
   * out, is the only way to accept those of any client of the pool.
   */
  clientId: string | readonly string[] | null;

  /**
   * Which tokens callers may present. ID tokens are meant for the client, not
   * for an API: accept them only where there is a reason to.
   *
   * @default 'access'
   */
  tokenUse?: TokenUse | readonly TokenUse[] | undefined;

  /**
   * What `@UserPool()` and the logs call this pool.
   *
   * @default the user pool id
   */
  name?: string | undefined;

  /**
   * Required `aud` of access tokens: the resource server they are bound to
   * (RFC 8707). Without it, `aud` of access tokens is not looked at.
   */
  audience?: string | readonly string[] | undefined;

  /**
   * Replaces the issuers derived from the pool id: for cognito-local,
   * LocalStack and sovereign clouds. Compared exactly, so without a trailing
   * slash.
   */
  issuer?: string | readonly string[] | undefined;

  /**
   * Replaces the address of the key set, for all issuers of the pool.
   *
   * @default `<issuer>/.well-known/jwks.json`
   */
  jwksUri?: string | undefined;

  /**
   * Allows `http:` for the key set on hosts other than loopback. Whoever can
   * answer in the place of that host can then sign tokens.
   *
   * @default false
   */
  allowInsecureJwksUri?: boolean | undefined;

  /** Pinned key set: no network at all, and no rotation. */
  jwks?: SigningJwks | undefined;

  /**
   * Replica regions of a multi-Region pool whose issuer is accepted too.
   *
   * @default []
   */
  additionalRegions?: readonly string[] | undefined;
}
