import { Logger } from '@nestjs/common';
import type {
  Revocation,
  RevocationStore,
} from '../options/revocations-options.interface.js';
import type { RedisClient, RedisSubscriber } from './redis-client.js';

const logger = new Logger('CognitoAuth');

/** Options of a `RedisRevocationStore`. */
export interface RedisRevocationStoreOptions {
  /**
   * Name of the sorted set, and of the channel of its changes. Applications with
   * the same name share their revocations.
   *
   * @default 'nestjs-cognito-auth:revocations'
   */
  readonly key?: string;
}

/**
 * Seconds for which an ended revocation stays in the set. The clocks of two
 * instances may differ, and a fast one must not delete what still counts.
 */
const clockTolerance = 300;

/**
 * Keeps revocations in Redis or Valkey, for all instances of an application. They
 * are members of one sorted set, by the time at which they end. Other instances
 * learn of a new one over publish and subscribe.
 *
 * Give Redis a password and persistence (`appendonly yes`): whoever writes the set
 * signs users out, and a new instance knows only what the set holds.
 *
 * @example
 * ```ts
 * const client = await createClient({ url: process.env.REDIS_URL })
 *   .on('error', (error) => logger.warn(error))
 *   .connect();
 *
 * CognitoAuthModule.forRoot({
 *   userPoolId: 'eu-west-1_AbCdEfGhI',
 *   clientId: '3n4b5urk1ft4fl3mg5e62d9ado',
 *   revocations: { store: new RedisRevocationStore(client) },
 * });
 * ```
 */
export class RedisRevocationStore implements RevocationStore {
  private readonly client: RedisClient;
  private readonly key: string;
  private readonly subscribers = new Set<RedisSubscriber>();

  /**
   * @param client a connected client of the package `redis`. The application
   * closes it. The store makes one more connection from it, for messages.
   */
  constructor(client: RedisClient, options: RedisRevocationStoreOptions = {}) {
    this.client = client;
    this.key = options.key ?? 'nestjs-cognito-auth:revocations';
  }

  /**
   * Returns the revocations of the set, and deletes those that have ended.
   *
   * @throws Error if Redis is not connected, or does not answer well.
   */
  async list(): Promise<readonly Revocation[]> {
    this.requireConnection();
    const ended = Math.floor(Date.now() / 1000) - clockTolerance;
    const [, members] = await Promise.all([
      this.client.zRemRangeByScore(this.key, '-inf', ended),
      this.client.zRange(this.key, 0, -1),
    ]);
    // The library checks each entry, and ignores those that are no revocations.
    return (members as unknown[]).map((member) => parse(member) as Revocation);
  }

  /**
   * Adds a revocation to the set, and tells the other instances.
   *
   * @throws Error if Redis is not connected, or does not take it.
   */
  async add(revocation: Revocation): Promise<void> {
    this.requireConnection();
    const { userPoolId, kind, id, before, until } = revocation;
    const value = JSON.stringify({ userPoolId, kind, id, before, until });
    // Redis runs the commands of one connection in their order.
    await Promise.all([
      this.client.zAdd(this.key, { score: until, value }),
      this.client.publish(this.key, kind),
    ]);
  }

  /**
   * Calls `changed` when an instance has added a revocation, and after each new
   * connection, because messages may have been missed. It uses a connection of
   * its own, which is made again whenever it breaks.
   *
   * @returns a function that ends the subscription and its connection
   */
  subscribe(changed: () => void): () => void {
    const subscriber = this.client.duplicate();
    this.subscribers.add(subscriber);
    // The reads report the failure. Without a listener the process would end.
    subscriber.on('error', () => undefined);
    subscriber.on('ready', () =>
      // A client that was destroyed while it connected is connected all the same.
      this.subscribers.has(subscriber) ? changed() : subscriber.destroy(),
    );
    subscriber
      .connect()
      .then(() => subscriber.subscribe(this.key, changed))
      .then(changed)
      .catch((error: unknown) => {
        if (this.subscribers.has(subscriber)) {
          logger.warn(`No push of revocations: ${String(error)}`);
        }
      });
    return () => this.end(subscriber);
  }

  /** Ends all subscriptions. The client that was given stays open. */
  close(): void {
    this.subscribers.forEach((subscriber) => this.end(subscriber));
  }

  private end(subscriber: RedisSubscriber): void {
    if (this.subscribers.delete(subscriber)) {
      subscriber.destroy();
    }
  }

  /** A command without a connection would wait, however long Redis is away. */
  private requireConnection(): void {
    if (!this.client.isReady) {
      throw new Error('Redis is not connected');
    }
  }
}

function parse(member: unknown): unknown {
  try {
    return JSON.parse(String(member));
  } catch {
    return undefined;
  }
}
