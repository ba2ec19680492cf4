import { randomUUID } from 'node:crypto';
import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import { startRedis } from '../../support/servers/redis.js';
import type { TestServer } from '../../support/servers/server.js';
import { Child } from '../processes/child.js';
import type { InstanceCommands } from './instance.process.js';
import { KeyEndpoint } from './key-endpoint.js';
import { RedisLink } from './redis-link.js';
import { Tenants } from './tenants.js';

/** Tokens are signed ahead, so that their signatures cost the instances no time. */
const tokensOfEachKind = 200;

type Signed = Record<'good' | 'expired' | 'forged', readonly string[]>;

/** Two instances of one application, on one Redis and one key endpoint. */
export class Fleet {
  readonly urls: string[] = [];
  private readonly instances: Child<InstanceCommands>[] = [];
  private signer: TestUserPool;
  private signed: Signed;

  private constructor(
    readonly keys: KeyEndpoint,
    readonly tenants: Tenants,
    private readonly forger: TestUserPool,
    private redis: TestServer,
    readonly redisLink: RedisLink,
  ) {
    this.signer = keys.first;
    this.signed = this.signTokens();
  }

  static async start(): Promise<Fleet> {
    const tenants = await Tenants.create();
    const keys = await KeyEndpoint.start(tenants.pools);
    const redis = await startRedis();
    const link = await RedisLink.start(redis.port);
    const fleet = new Fleet(keys, tenants, await keys.twin(), redis, link);
    try {
      await fleet.startInstance();
      await fleet.startInstance();
      return fleet;
    } catch (error) {
      await fleet.stop();
      throw error;
    }
  }

  /** Returns a token, that of one of many users. */
  token(kind: keyof Signed): string {
    const tokens = this.signed[kind];
    return tokens[Math.floor(Math.random() * tokens.length)] ?? '';
  }

  /** Returns a token of a new sign-in. */
  newSession(): string {
    return this.signer.accessToken(session());
  }

  /** Signs all later tokens with the keys of a pool. */
  signWith(signer: TestUserPool): void {
    this.signer = signer;
    this.signed = this.signTokens();
  }

  stopRedis(): Promise<void> {
    return this.redis.stop();
  }

  /** Starts Redis on its old port. It comes back empty. */
  async startRedis(): Promise<void> {
    this.redis = await startRedis(this.redis.port);
  }

  /**
   * Runs a command in each instance, and returns the results.
   *
   * @throws Error if an instance has ended.
   */
  askAll<K extends keyof InstanceCommands>(
    command: K,
    ...argument: Parameters<InstanceCommands[K]>
  ): Promise<Awaited<ReturnType<InstanceCommands[K]>>[]> {
    return Promise.all(
      this.instances.map((one) => one.ask(command, ...argument)),
    );
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.instances.map((one) => one.stop()));
    this.redisLink.close();
    await this.redis.stop();
    this.keys.close();
  }

  private async startInstance(): Promise<void> {
    const child = new Child<InstanceCommands>(
      new URL('instance.process.js', import.meta.url),
      ['--expose-gc'],
    );
    this.instances.push(child);
    const port = await child.ask('start', {
      pool: this.keys.optionsOf(this.keys.first),
      tenants: this.tenants.pools.map((pool) => this.keys.optionsOf(pool)),
      redisPort: this.redisLink.port,
    });
    this.urls.push(`http://127.0.0.1:${port}`);
  }

  private signTokens(): Signed {
    const many = (sign: () => string) =>
      Array.from({ length: tokensOfEachKind }, sign);
    return {
      good: many(() => this.signer.accessToken(session())),
      expired: many(() =>
        this.signer.accessToken({ ...session(), expiresIn: -60 }),
      ),
      forged: many(() => this.forger.accessToken(session())),
    };
  }
}

function session() {
  const claims = { origin_jti: randomUUID() };
  return { username: randomUUID(), sub: randomUUID(), claims };
}
