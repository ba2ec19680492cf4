import type { TestUserPool } from 'nestjs-cognito-auth/testing';
import { claimsOf, forge, headerOf } from '../harness/forge.js';
import type { HeldKey } from '../harness/held-key.js';
import type { HostileCase } from '../harness/hostile-case.js';

type PoolName = 'customers' | 'staff';

const names: readonly PoolName[] = ['customers', 'staff'];

/**
 * Every mixture of two pools: the issuer of one, a key of the other, a client
 * of either, and key ids of both, one of which they share.
 */
export function* crossPoolCases(
  pools: Readonly<Record<PoolName, TestUserPool>>,
  keys: Readonly<Record<PoolName, HeldKey>>,
): Generator<HostileCase> {
  for (const issuer of names) {
    for (const signer of names) {
      const sign = (input: string) => keys[signer].rs256(input);
      const isGenuine = issuer === signer;

      for (const client of names) {
        const { clientId } = pools[client];
        const claims = claimsOf(pools[issuer].accessToken({ clientId }));
        yield {
          name: `issuer ${issuer}, key of ${signer}, client of ${client}`,
          token: keys[signer].sign(claims),
          expected: !isGenuine
            ? 'signature_invalid'
            : issuer === client
              ? 'let in'
              : 'client_mismatch',
        };
      }
      for (const named of names) {
        const { kid } = headerOf(pools[named].accessToken());
        const claims = claimsOf(pools[issuer].accessToken());
        yield {
          name: `issuer ${issuer}, key of ${signer}, named as one of ${named}`,
          token: forge({ alg: 'RS256', kid }, claims, sign),
          expected: 'signature_invalid',
        };
      }
    }
  }
}
