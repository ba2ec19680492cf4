import { Logger } from '@nestjs/common';
import type {
  ResolvedKeysOptions,
  ResolvedUserPool,
} from '../options/resolved-options.js';
import { FetchReport, keysChannel } from '../insight/channels.js';
import { describeFailure, reasonOf } from './describe-error.js';
import { fetchJson } from './fetch-json.js';
import { KeySet } from './key-set.js';
import type { KeySource } from './key-source.js';
import { worstOf, type KeyState } from './key-state.js';
import { PinnedKeySet } from './pinned-key-set.js';
import { readSigningKeys } from './signing-keys.js';

const logger = new Logger('CognitoAuth');

/**
 * Holds the key sets of one user pool, one per address, and logs their failures.
 * The log gets one line when they start to fail, and one when they are back.
 *
 * A pool has two issuers with a key set each. The key set of the issuer that it
 * does not use may never load. That is no failure while the other one loads.
 */
export class UserPoolKeys {
  private readonly sources = new Map<string, KeySource>();
  private readonly fetches: FetchReport<{ readonly userPool: string }>;
  private isPrefetching = false;
  /** Addresses whose last fetch failed. */
  private readonly failing = new Set<string>();
  /** Failing addresses that subscribers were told of. */
  private readonly told = new Set<string>();
  /** True from the warning in the log until the line that the keys are back. */
  private hasWarned = false;

  constructor(
    private readonly pool: ResolvedUserPool,
    private readonly options: ResolvedKeysOptions,
    private readonly closed: AbortSignal,
  ) {
    this.fetches = new FetchReport(keysChannel, { userPool: pool.name });
    for (const { jwksUri } of pool.issuers) {
      if (!this.sources.has(jwksUri)) {
        this.sources.set(jwksUri, this.createSource(jwksUri));
      }
    }
  }

  /** Returns the keys that are published at one of the pool's addresses. */
  at(jwksUri: string): KeySource | undefined {
    return this.sources.get(jwksUri);
  }

  /** @returns a message for the log if none of the pool's key sets can be loaded. */
  async prefetch(): Promise<string | undefined> {
    this.isPrefetching = true;
    const results = await Promise.allSettled(
      Array.from(this.sources.values(), (source) => source.prefetch()),
    );
    this.isPrefetching = false;
    const failure = results.find((result) => result.status === 'rejected');
    if (failure === undefined || this.isLoaded) {
      return undefined;
    }
    const reason = reasonOf(failure);
    this.failing.forEach((jwksUri) => this.tellFailed(jwksUri, reason));
    return describeFailure(this.pool, this.sources.keys(), reason);
  }

  /** Logs the failure once, and again only after the keys were back. */
  warn(message: string): void {
    if (!this.hasWarned) {
      this.hasWarned = true;
      logger.warn(message);
    }
  }

  /** The present knowledge, of the issuers that the pool uses. */
  get state(): KeyState {
    const sources = [...this.sources.values()];
    return worstOf(
      sources.filter(({ isLoaded }) => isLoaded).map(({ state }) => state),
      sources.map(({ state }) => state),
    );
  }

  /** True once a key set of the pool was loaded. */
  get isLoaded(): boolean {
    return [...this.sources.values()].some(({ isLoaded }) => isLoaded);
  }

  /** Forgets all keys of the pool at once. */
  distrust(): void {
    this.sources.forEach((source) => source.distrust());
  }

  close(): void {
    this.sources.forEach((source) => source.close());
  }

  private createSource(jwksUri: string): KeySource {
    const { pool, options, closed } = this;
    if (pool.jwks !== undefined) {
      return new PinnedKeySet(pool.jwks);
    }
    const load = async () => {
      const keys = await this.fetches.measure(() =>
        readSigningKeys(jwksUri, (uri) => fetchJson(uri, options, closed)),
      );
      this.fetches.tell('fetched');
      return keys;
    };
    return new KeySet(load, options, {
      failing: (error) => this.onFailing(jwksUri, error),
      recovered: () => this.onRecovered(jwksUri),
    });
  }

  private onFailing(jwksUri: string, error: unknown): void {
    this.failing.add(jwksUri);
    if (!this.isPrefetching && !this.isUnused(jwksUri)) {
      this.tellFailed(jwksUri, error);
      this.warn(describeFailure(this.pool, this.sources.keys(), error));
    }
  }

  private tellFailed(jwksUri: string, error: unknown): void {
    this.told.add(jwksUri);
    this.fetches.tell('failed', error);
  }

  private onRecovered(jwksUri: string): void {
    this.failing.delete(jwksUri);
    if (this.told.delete(jwksUri)) {
      this.fetches.tell('recovered');
    }
    if (
      this.hasWarned &&
      [...this.failing].every((uri) => this.isUnused(uri))
    ) {
      this.hasWarned = false;
      logger.log(`The signing keys of user pool "${this.pool.name}" are back`);
    }
  }

  /** Returns whether an address never had keys while another of the pool has. */
  private isUnused(jwksUri: string): boolean {
    return this.isLoaded && !this.at(jwksUri)?.isLoaded;
  }
}
