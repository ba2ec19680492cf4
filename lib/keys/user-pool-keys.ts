import { Logger } from '@nestjs/common';
import { CognitoUnavailableException } from '../errors/exceptions.js';
import type {
  ResolvedKeysOptions,
  ResolvedUserPool,
} from '../options/resolved-options.js';
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
  /** Addresses whose last fetch failed. */
  private readonly failing = new Set<string>();
  /** Whether the log says that the keys fail, and not yet that they are back. */
  private hasWarned = false;

  constructor(
    private readonly pool: ResolvedUserPool,
    private readonly options: ResolvedKeysOptions,
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
      ? this.describeFailure(reasonOf(failure))
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
    const { pool, options, closed } = this;
    if (pool.jwks !== undefined) {
      return new PinnedKeySet(pool.jwks);
    }
    const load = () =>
      readSigningKeys(jwksUri, (uri) => fetchKeySet(uri, options, closed));
    return new KeySet(load, options, {
      failing: (error) => this.onFailing(jwksUri, error),
      recovered: () => this.onRecovered(jwksUri),
    });
  }

  private onFailing(jwksUri: string, error: unknown): void {
    this.failing.add(jwksUri);
    if (!this.isPrefetching && !this.isUnused(jwksUri)) {
      this.warn(this.describeFailure(error));
    }
  }

  private onRecovered(jwksUri: string): void {
    this.failing.delete(jwksUri);
    if (
      this.hasWarned &&
      [...this.failing].every((uri) => this.isUnused(uri))
    ) {
      this.hasWarned = false;
      logger.log(`The signing keys of user pool "${this.pool.name}" are back`);
    }
  }

  /** Whether an address never had keys, while another of the pool has. */
  private isUnused(jwksUri: string): boolean {
    return this.isLoaded && !this.at(jwksUri)?.isLoaded;
  }

  private describeFailure(error: unknown): string {
    const { name, jwks } = this.pool;
    const addresses = [...this.sources.keys()].join(', ');
    const source = jwks ? 'its option jwks' : addresses;
    return `No signing keys of user pool "${name}" from ${source}: ${describeError(error)}`;
  }
}

/** What failed, and not the answer that a request would have got for it. */
function reasonOf({ reason }: PromiseRejectedResult): unknown {
  return reason instanceof CognitoUnavailableException ? reason.cause : reason;
}
