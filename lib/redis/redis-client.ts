/**
 * The part of a client of the package `redis` that a `RedisRevocationStore` uses.
 * `createClient()` of versions 5 and 6 makes one, for Redis and Valkey.
 */
export interface RedisClient {
  /** `false` while the client has no connection. */
  readonly isReady: boolean;
  zAdd(key: string, member: { score: number; value: string }): Promise<unknown>;
  zRange(key: string, min: number, max: number): Promise<unknown>;
  zRemRangeByScore(
    key: string,
    min: string | number,
    max: string | number,
  ): Promise<unknown>;
  publish(channel: string, message: string): Promise<unknown>;
  duplicate(): RedisSubscriber;
}

/** A connection that gets published messages, and nothing else. */
export interface RedisSubscriber {
  on(event: 'error' | 'ready', listener: () => void): unknown;
  connect(): Promise<unknown>;
  subscribe(channel: string, listener: () => void): Promise<unknown>;
  destroy(): void;
}
