/** Options for the metadata of a protected resource (RFC 9728). */
export interface CognitoProtectedResourceOptions {
  /**
   * Identifier of this API: its `https:` address, without query and fragment
   * (`http:` for loopback hosts only). It becomes the `audience` of each user
   * pool, unless the pool has that option. Cognito binds no token of a machine to
   * a resource (RFC 8707), so machines need a pool with `audience: undefined`.
   */
  resource: string;

  /** Name of this API for people (`resource_name`). */
  name?: string | undefined;

  /** Address of the documentation of this API (`resource_documentation`). */
  documentation?: string | undefined;

  /**
   * Scopes that a client may ask for (`scopes_supported`).
   *
   * @default the scopes that the decorators of all routes name
   */
  scopes?: readonly string[] | undefined;

  /**
   * Tells clients where to read about the authorization server. `'cognito'` names the
   * issuers of the user pools. `'bridge'` serves metadata of Cognito at the origin
   * of `resource`, with PKCE, which Cognito's own document does not announce
   * (RFC 8414). Clients of the Model Context Protocol need it. It needs exactly
   * one user pool.
   *
   * @default 'cognito'
   */
  authorizationServer?: 'cognito' | 'bridge' | undefined;
}
