import type { ResolvedOptions } from '../../../lib/options/resolved-options.js';
import { resolve } from '../options/given.js';

export const customers = {
  name: 'customers',
  userPoolId: 'eu-west-1_Customers',
  clientId: 'client',
  jwksUri: 'https://customers.example/',
};

export const staff = {
  name: 'staff',
  userPoolId: 'eu-west-1_Staff',
  clientId: 'client',
  jwksUri: 'https://staff.example/',
};

export function settingsOf(
  keys: object,
  userPools: readonly object[] = [customers, staff],
): ResolvedOptions {
  return resolve({ userPools, keys });
}
