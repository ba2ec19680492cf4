import type { CognitoUserPoolResolver } from './dynamic-pools-options.interface.js';
import { OptionReader } from './option-reader.js';
import { CognitoAuthOptionsError } from './options.error.js';
import { resolveUserPool, type PoolDefaults } from './resolve-user-pool.js';
import type { ResolvedUserPool } from './resolved-options.js';
import type { CognitoUserPoolOptions } from './user-pool-options.interface.js';

type PoolsOptions = CognitoUserPoolOptions & { userPools?: unknown };

/** The listed user pools, and the function for all others. */
export interface ResolvedUserPools {
  readonly userPools: ResolvedUserPool[];
  readonly resolver: CognitoUserPoolResolver | undefined;
}

/**
 * Validates the list of user pools, or the single pool at the top level. The list
 * may end in a function that resolves other pools, or be that function alone.
 */
export function resolveUserPools(
  reader: OptionReader<PoolsOptions>,
  defaults: PoolDefaults,
): ResolvedUserPools {
  const given = reader.raw('userPools');
  if (given === undefined) {
    const pool = resolveUserPool(reader, defaults);
    reader.refuseUnknown();
    return { userPools: [pool], resolver: undefined };
  }
  reader.refuseUnknown();
  const listed: unknown[] = isResolver(given) ? [given] : asList(given);
  const last = listed.at(-1);
  const resolver = isResolver(last) ? last : undefined;
  const pools = resolver ? listed.slice(0, -1) : listed;
  if (listed.length === 0) {
    throw reader.invalid('userPools', expected);
  }
  const userPools = pools.map((pool, index) => {
    const poolReader = new OptionReader<CognitoUserPoolOptions>(
      pool,
      `userPools[${index}]`,
    );
    const resolved = resolveUserPool(poolReader, defaults);
    poolReader.refuseUnknown();
    return resolved;
  });
  refuseDuplicates(userPools);
  return { userPools, resolver };
}

const expected =
  'a non-empty list of user pools, or a function that resolves them';

function isResolver(value: unknown): value is CognitoUserPoolResolver {
  return typeof value === 'function';
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? Array.from(value as unknown[]) : [];
}

/** Two pools with the same id, name or issuer could not be told apart. */
function refuseDuplicates(pools: readonly ResolvedUserPool[]): void {
  const seen = new Map<string, number>();
  pools.forEach((pool, index) => {
    const keys: readonly (readonly [string, string])[] = [
      ['userPoolId', pool.userPoolId],
      ['name', pool.name],
      ...pool.issuers.map(({ issuer }) => ['issuer', issuer] as const),
    ];
    for (const [option, value] of keys) {
      const key = `${option} ${value}`;
      const duplicate = seen.get(key);
      if (duplicate !== undefined) {
        throw new CognitoAuthOptionsError(
          `userPools[${index}].${option}`,
          `is the same as that of userPools[${duplicate}]`,
        );
      }
      seen.set(key, index);
    }
  });
}
