import { isRegion } from './partition.js';

/** Longest user pool id that Cognito gives out, in characters. */
const maxLength = 55;

const userPoolIdPattern = /^([\w-]+)_[0-9a-zA-Z]+$/;

/**
 * The region in a user pool id (`eu-west-1` of `eu-west-1_AbCdEfGhI`), or
 * `undefined` where the id is not one that AWS gives out: an emulator's
 * (`local_1a2b3c`), or a slip.
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
