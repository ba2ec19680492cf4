/** Options for fetching and caching key sets. Times are in milliseconds. */
export interface CognitoKeysOptions {
  /**
   * Maximum age of a key set, in milliseconds. The key set is fetched again in
   * the background before it reaches this age. At least 1,000 (1 second).
   *
   * @default 600_000 (10 minutes)
   */
  maxAge?: number | undefined;

  /**
   * Milliseconds after `maxAge` in which the last valid key set is still used
   * while fetches fail (RFC 5861 §4). A withdrawn key stays trusted just as
   * long. With 0 the key set expires at `maxAge`.
   *
   * @default 86_400_000 (24 hours)
   */
  staleIfError?: number | undefined;

  /**
   * Minimum milliseconds between two fetches that unknown key ids cause. At
   * least 100.
   *
   * @default 30_000 (30 seconds)
   */
  unknownKeyCooldown?: number | undefined;

  /**
   * Maximum milliseconds for a whole fetch, from connecting to the last byte.
   * At least 100.
   *
   * @default 3_000 (3 seconds)
   */
  timeout?: number | undefined;

  /**
   * Maximum size of a key set, in bytes after decompression.
   *
   * @default 65_536 (64 KiB)
   */
  maxBytes?: number | undefined;

  /**
   * Function that fetches key sets instead of the global `fetch`, for example
   * through a proxy.
   *
   * @default globalThis.fetch
   */
  fetch?: typeof globalThis.fetch | undefined;

  /**
   * Fetches key sets while the application starts. If that fails, `'warn'` logs
   * a warning and `'require'` refuses to start. `false` fetches a key set only
   * when the first token needs it. Pinned key sets are always required.
   *
   * @default 'warn'
   */
  prefetch?: 'warn' | 'require' | false | undefined;
}
