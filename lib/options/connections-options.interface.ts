/** Options for WebSockets and GraphQL subscriptions. */
export interface CognitoConnectionsOptions {
  /**
   * Decides what happens to a connection when its token ends. `'close'` closes
   * it. `'refuse'` keeps it open and refuses its messages, until
   * `CognitoConnections.renew()` gets a new token.
   *
   * @default 'close'
   */
  onExpiry?: 'close' | 'refuse' | undefined;

  /**
   * Origins whose pages may use cookies when they connect, such as
   * `https://app.example.com`. A browser sends cookies with a connection that any
   * page opens, and CORS does not apply to it. All other cookies are ignored.
   *
   * @default []
   */
  origins?: readonly string[] | undefined;
}
