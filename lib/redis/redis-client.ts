/**
 * The part of a client of the package `redis` that a `RedisRevocationStore` uses.
 * `createClient()` of versions 5 and 6 makes one, for Redis and Valkey.
 */
export interface RedisClient {
  /** `false` while the client has no connection. */
  readonly isReady: boolean;
  /** Adds a member to a sorted set. */
  zAdd(key: string, member: { score: number; value: string }): Promise<unknown>;
  /** Returns the members of a range of ranks. */
  zRange(key: string, min: number, max: number): Promise<unknown>;
  /** Removes the members of a range of scores. */
  zRemRangeByScore(
    key: string,
    min: string | number,
    max: string | number,
  ): Promise<unknown>;
  /** Sends a message to all who subscribed. */
  publish(channel: string, message: string): Promise<unknown>;
  /** Returns a client with the same options, not connected yet. */
  duplicate(): RedisSubscriber;
}

/** A connection that gets published messages, and nothing else. */
export interface RedisSubscriber {
  /** Calls back for an event of the connection. */
  on(event: 'error' | 'ready', listener: () => void): unknown;
  /** Opens the connection. */
  connect(): Promise<unknown>;
  /** Calls back for each message of a channel. */
  subscribe(channel: string, listener: () => void): Promise<unknown>;
  /** Closes the connection at once. */
  destroy(): void;
}
