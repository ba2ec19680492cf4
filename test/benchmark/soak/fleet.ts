import { randomUUID } from 'node:crypto';
import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import { startRedis } from '../../support/servers/redis.js';
import type { TestServer } from '../../support/servers/server.js';
import { Child } from '../processes/child.js';
import type { InstanceCommands } from './instance.process.js';
import { KeyEndpoint } from './key-endpoint.js';
import type { Kind } from './tally.js';

/** Tokens are signed ahead, so that their signatures cost the instances no time. */
const tokensOfEachKind = 200;

type Signed = Record<Exclude<Kind, 'revoked'>, readonly string[]>;

/** Two instances of one application, on one Redis and one key endpoint. */
export class Fleet {
  readonly urls: string[] = [];
  private readonly instances: Child<InstanceCommands>[] = [];
  private signer: TestUserPool;
  private signed: Signed;

  private constructor(
    readonly keys: KeyEndpoint,
    private readonly forger: TestUserPool,
    private redis: TestServer,
  ) {
    this.signer = keys.first;
    this.signed = this.signTokens();
  }

  static async start(): Promise<Fleet> {
    const keys = await KeyEndpoint.start();
    const fleet = new Fleet(keys, await keys.twin(), await startRedis());
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
   * Returns the bytes that each instance uses.
   *
   * @throws Error if an instance has ended.
   */
  memory(): Promise<number[]> {
    return Promise.all(this.instances.map((one) => one.ask('memory')));
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.instances.map((one) => one.stop()));
    await this.redis.stop();
    this.keys.close();
  }

  private async startInstance(): Promise<void> {
    const child = new Child<InstanceCommands>(
      new URL('instance.process.js', import.meta.url),
      ['--expose-gc'],
    );
    this.instances.push(child);
    const { userPoolId, clientId } = this.keys.first;
    const { jwksUri } = this.keys;
    const redisPort = this.redis.port;
    const pool = { userPoolId, clientId, jwksUri, redisPort };
    this.urls.push(`http://127.0.0.1:${await child.ask('start', pool)}`);
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
