import { isRegion } from './partition.js';

/** Maximum length of a user pool id, in characters. */
const maxLength = 55;

const userPoolIdPattern = /^([\w-]+)_[0-9a-zA-Z]+$/;

/**
 * Returns the region in a user pool id: `eu-west-1` for `eu-west-1_AbCdEfGhI`.
 * Returns `undefined` for an id that AWS does not issue, such as an emulator's
 * (`local_1a2b3c`) or a misspelt one.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UserPoolType.html
 */
export function regionOf(userPoolId: string): string | undefined {
  if (userPoolId.length > maxLength) {
    return undefined;
  }
  const region = userPoolIdPattern.exec(userPoolId)?.[1];
  return region !== undefined && isRegion(region) ? region : undefined;
}
