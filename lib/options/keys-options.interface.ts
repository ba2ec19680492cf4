/** How key sets are fetched and kept. Times are in milliseconds. */
export interface CognitoKeysOptions {
  /**
   * Longest time between two fetches of a key set: it is fetched again, in the
   * background, before this ends. At least 1,000: a second.
   *
   * @default 600_000 (10 minutes)
   */
  maxAge?: number | undefined;

  /**
   * How long the last good key set still serves after `maxAge` when it cannot
   * be fetched again (RFC 5861 §4). A withdrawn key is trusted as long. With 0
   * the key set ends with `maxAge`.
   *
   * @default 86_400_000 (24 hours)
   */
  staleIfError?: number | undefined;

  /**
   * Shortest time between two fetches that unknown key ids may cause. At least
   * 100.
   *
   * @default 30_000 (30 seconds)
   */
  unknownKeyCooldown?: number | undefined;

  /**
   * Limit for a whole fetch, from connecting to the last byte. At least 100.
   *
   * @default 3_000 (3 seconds)
   */
  timeout?: number | undefined;

  /**
   * Largest key set that is read, in bytes after decompression.
   *
   * @default 65_536 (64 KiB)
   */
  maxBytes?: number | undefined;

  /**
   * Fetches key sets in the place of the global `fetch`, for proxies.
   *
   * @default globalThis.fetch
   */
  fetch?: typeof globalThis.fetch | undefined;

  /**
   * Whether key sets are fetched while the application starts, and what a
   * failure does: a warning, a refusal to start, or nothing since there is no
   * prefetch.
   *
   * @default 'warn'
   */
  prefetch?: 'warn' | 'require' | false | undefined;
}
