interface RedisClient {
  readonly isReady: boolean;
  zAdd(
    key: string,
    member: {
      score: number;
      value: string;
    },
  ): Promise<unknown>;
  zRange(key: string, min: number, max: number): Promise<unknown>;
  zRemRangeByScore(
    key: string,
    min: string | number,
    max: string | number,
  ): Promise<unknown>;
  publish(channel: string, message: string): Promise<unknown>;
  duplicate(): RedisSubscriber;
}

declare class RedisRevocationStore implements RevocationStore {
  private readonly client;
  private readonly key;
  private readonly subscribers;
  constructor(client: RedisClient, options?: RedisRevocationStoreOptions);
  list(): Promise<readonly Revocation[]>;
  add(revocation: Revocation): Promise<void>;
  subscribe(changed: () => void): () => void;
  close(): void;
  private end;
  private requireConnection;
}

interface RedisRevocationStoreOptions {
  readonly key?: string;
}

interface RedisSubscriber {
  on(event: 'error' | 'ready', listener: () => void): unknown;
  connect(): Promise<unknown>;
  subscribe(channel: string, listener: () => void): Promise<unknown>;
  destroy(): void;
}

interface Revocation {
  readonly userPoolId: string;
  readonly kind: 'token' | 'session' | 'user' | 'client';
  readonly id: string;
  readonly before?: number | undefined;
  readonly until: number;
}

interface RevocationStore {
  list(): Promise<readonly Revocation[]>;
  add(revocation: Revocation): Promise<void>;
  subscribe?(changed: () => void): () => void;
}

export { RedisRevocationStore };

export type { RedisClient, RedisRevocationStoreOptions, RedisSubscriber };
