import { Logger } from '@nestjs/common';
import type { KeysSettings, UserPoolSettings } from '../options/settings.js';
import { describeError } from './describe-error.js';
import { fetchKeySet } from './fetch-key-set.js';
import { KeySet } from './key-set.js';
import type { KeySource } from './key-source.js';
import { PinnedKeySet } from './pinned-key-set.js';
import { readSigningKeys } from './signing-keys.js';

const logger = new Logger('CognitoAuth');

/**
 * The key sets of one user pool, one for each address, and what the log says of
 * them: one line when they start to fail, one when they are back.
 *
 * A pool has two issuers with a key set each, and the set of the issuer it does
 * not use may never answer. That is no failure as long as the other one does.
 */
export class UserPoolKeys {
  private readonly sources = new Map<string, KeySource>();
  private isPrefetching = false;
  private hasWarned = false;

  constructor(
    private readonly pool: UserPoolSettings,
    private readonly settings: KeysSettings,
    private readonly closed: AbortSignal,
  ) {
    for (const { jwksUri } of pool.issuers) {
      if (!this.sources.has(jwksUri)) {
        this.sources.set(jwksUri, this.createSource(jwksUri));
      }
    }
  }

  /** The keys published at one of the pool's addresses. */
  at(jwksUri: string): KeySource | undefined {
    return this.sources.get(jwksUri);
  }

  /** @returns what to say where none of the pool's key sets can be had. */
  async prefetch(): Promise<string | undefined> {
    this.isPrefetching = true;
    const results = await Promise.allSettled(
      Array.from(this.sources.values(), (source) => source.prefetch()),
    );
    this.isPrefetching = false;
    const failure = results.find((result) => result.status === 'rejected');
    return failure && !this.isLoaded
      ? this.describeFailure(failure.reason)
      : undefined;
  }

  /** Says once that the keys fail; after that, not before they are back. */
  warn(message: string): void {
    if (!this.hasWarned) {
      this.hasWarned = true;
      logger.warn(message);
    }
  }

  close(): void {
    this.sources.forEach((source) => source.close());
  }

  private get isLoaded(): boolean {
    return [...this.sources.values()].some(({ isLoaded }) => isLoaded);
  }

  private createSource(jwksUri: string): KeySource {
    const { pool, settings, closed } = this;
    if (pool.jwks !== undefined) {
      return new PinnedKeySet(pool.jwks);
    }
    const load = () =>
      readSigningKeys(jwksUri, (uri) => fetchKeySet(uri, settings, closed));
    return new KeySet(load, settings, {
      failing: (error) => this.onFailing(jwksUri, error),
      recovered: () => this.onRecovered(),
    });
  }

  private onFailing(jwksUri: string, error: unknown): void {
    const isUnusedIssuer = this.isLoaded && !this.at(jwksUri)?.isLoaded;
    if (!this.isPrefetching && !isUnusedIssuer) {
      this.warn(this.describeFailure(error));
    }
  }

  private onRecovered(): void {
    if (this.hasWarned) {
      this.hasWarned = false;
      logger.log(`The signing keys of user pool "${this.pool.name}" are back`);
    }
  }

  private describeFailure(error: unknown): string {
    const addresses = [...this.sources.keys()].join(', ');
    return (
      `The signing keys of user pool "${this.pool.name}" ` +
      `cannot be fetched (${addresses}): ${describeError(error)}`
    );
  }
}
