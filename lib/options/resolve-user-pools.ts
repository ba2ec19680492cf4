import { OptionReader } from './option-reader.js';
import { CognitoAuthOptionsError } from './options.error.js';
import { resolveUserPool, type PoolDefaults } from './resolve-user-pool.js';
import type { ResolvedUserPool } from './resolved-options.js';
import type { CognitoUserPoolOptions } from './user-pool-options.interface.js';

type PoolsOptions = CognitoUserPoolOptions & { userPools?: unknown };

/** Validates the list of user pools, or the single pool at the top level. */
export function resolveUserPools(
  reader: OptionReader<PoolsOptions>,
  defaults: PoolDefaults,
): ResolvedUserPool[] {
  const listed = reader.raw('userPools');
  if (listed === undefined) {
    const pool = resolveUserPool(reader, defaults);
    reader.refuseUnknown();
    return [pool];
  }
  reader.refuseUnknown();
  if (!Array.isArray(listed) || listed.length === 0) {
    throw reader.invalid('userPools', 'a non-empty list of user pools');
  }
  const pools = Array.from(listed as unknown[], (pool, index) => {
    const poolReader = new OptionReader<CognitoUserPoolOptions>(
      pool,
      `userPools[${index}]`,
    );
    const resolved = resolveUserPool(poolReader, defaults);
    poolReader.refuseUnknown();
    return resolved;
  });
  refuseDuplicates(pools);
  return pools;
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
