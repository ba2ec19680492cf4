import { randomInt } from 'node:crypto';
import { dnsSuffixOf } from '../user-pool/partition.js';
import { regionOf } from '../user-pool/user-pool-id.js';
import type { TestUserPoolOptions } from './test-user-pool-options.js';

/** What a user pool is known by. */
export interface TestUserPoolIdentity {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly region: string;
  readonly issuer: string;
}

const LOWER_CASE_AND_DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const LETTERS_AND_DIGITS = `ABCDEFGHIJKLMNOPQRSTUVWXYZ${LOWER_CASE_AND_DIGITS}`;

/** Makes up whatever was left out. */
export function identify({
  region: wantedRegion = 'eu-west-1',
  userPoolId = `${wantedRegion}_${randomText(LETTERS_AND_DIGITS, 9)}`,
  clientId = randomText(LOWER_CASE_AND_DIGITS, 26),
  issuer,
}: TestUserPoolOptions): TestUserPoolIdentity {
  const region = regionOf(userPoolId) ?? wantedRegion;
  return {
    userPoolId,
    clientId,
    region,
    issuer:
      issuer ??
      `https://cognito-idp.${region}.${dnsSuffixOf(region)}/${userPoolId}`,
  };
}

function randomText(alphabet: string, length: number): string {
  return Array.from({ length }, () =>
    alphabet.charAt(randomInt(alphabet.length)),
  ).join('');
}
