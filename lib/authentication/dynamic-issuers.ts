import { isDeepStrictEqual } from 'node:util';
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { CognitoUnavailableException } from '../errors/exceptions.js';
import { UserPoolKeys } from '../keys/user-pool-keys.js';
import {
  RESOLVED_OPTIONS,
  type ResolvedOptions,
  type ResolvedUserPool,
} from '../options/resolved-options.js';
import { parseIssuer, type NamedUserPool } from '../user-pool/parse-issuer.js';
import type { Issuer } from './issuer.js';
import { PoolQuestions } from './pool-questions.js';
import { Tenant } from './tenant.js';

/** Number of unknown pools that are remembered as such. */
const maxUnknown = 10_000;

/** Finds the issuers of user pools that are resolved at run time. */
@Injectable()
export class DynamicIssuers implements BeforeApplicationShutdown {
  private readonly closing = new AbortController();
  private readonly questions: PoolQuestions | undefined;
  private readonly tenants: LRUCache<string, Tenant>;
  private readonly unknown: LRUCache<string, true>;
  private readonly listedNames: ReadonlySet<string>;
  /** The id of the user pool that has a name, of those in `tenants`. */
  private readonly idsByName = new Map<string, string>();

  constructor(
    @Inject(RESOLVED_OPTIONS) private readonly options: ResolvedOptions,
  ) {
    const { dynamicPools, userPools } = options;
    this.questions = dynamicPools && new PoolQuestions(dynamicPools);
    this.tenants = new LRUCache({
      max: dynamicPools?.maxPools ?? 1,
      dispose: (tenant) => {
        this.idsByName.delete(tenant.pool.name);
        tenant.end();
      },
    });
    this.unknown = new LRUCache({
      max: maxUnknown,
      ttl: dynamicPools?.unknownFor ?? 1,
    });
    this.listedNames = new Set(userPools.map(({ name }) => name));
  }

  /** Returns an issuer that is known now. Never asks. */
  known(name: unknown): Issuer | undefined {
    const named = this.questions && parseIssuer(name);
    const tenant = named && this.tenants.get(named.userPoolId);
    return tenant?.isCurrent ? tenant.issuer(name) : undefined;
  }

  /**
   * Returns an issuer, and may ask for its user pool. Only an issuer of Cognito's
   * shape leads to a question.
   *
   * @throws CognitoUnavailableException if the pool cannot be looked up now.
   */
  async find(name: unknown): Promise<Issuer | undefined> {
    const known = this.known(name);
    const named = this.questions && parseIssuer(name);
    if (known || named === undefined || this.unknown.has(named.userPoolId)) {
      return known;
    }
    await this.ask(named, String(name));
    return this.known(name);
  }

  /** Ends a user pool at once, with every token that was verified for it. */
  forget(userPoolId: string): void {
    this.questions?.drop(userPoolId);
    this.unknown.delete(userPoolId);
    this.tenants.delete(userPoolId);
  }

  /** Ends timers and fetches of all pools. */
  beforeApplicationShutdown(): void {
    this.closing.abort();
    this.tenants.clear();
  }

  private async ask(named: NamedUserPool, issuer: string): Promise<void> {
    const { userPoolId } = named;
    await this.questions?.ask({ ...named, issuer }, (pool) => {
      if (pool === undefined) {
        this.tenants.delete(userPoolId);
        this.unknown.set(userPoolId, true);
      } else {
        this.refuseUsedName(pool);
        this.keep(pool, named, issuer);
      }
    });
  }

  private keep(
    pool: ResolvedUserPool,
    named: NamedUserPool,
    issuer: string,
  ): void {
    const { keys, dynamicPools } = this.options;
    const known = this.tenants.peek(pool.userPoolId);
    const tenant =
      known && isDeepStrictEqual(known.pool, pool)
        ? known
        : new Tenant(
            pool,
            new UserPoolKeys(pool, keys, this.closing.signal),
            () => void this.ask(named, issuer).catch(() => undefined),
          );
    tenant.prolong(dynamicPools?.maxAge ?? 0);
    if (tenant !== known) {
      this.tenants.set(pool.userPoolId, tenant);
      this.idsByName.set(pool.name, pool.userPoolId);
    }
  }

  /** Two pools of one name would share what `@UserPool()` allows. */
  private refuseUsedName({ name, userPoolId }: ResolvedUserPool): void {
    const owner = this.idsByName.get(name) ?? userPoolId;
    if (owner !== userPoolId || this.listedNames.has(name)) {
      throw new CognitoUnavailableException('user_pool_unavailable', {
        cause: new Error(`Another user pool is called "${name}"`),
      });
    }
  }
}
