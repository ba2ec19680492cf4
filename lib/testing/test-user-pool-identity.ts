import { randomInt } from 'node:crypto';
import { dnsSuffixOf } from '../user-pool/partition.js';
import { regionOf } from '../user-pool/user-pool-id.js';
import type { TestUserPoolOptions } from './test-user-pool-options.js';

/** The identifiers of a user pool. */
export interface TestUserPoolIdentity {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly region: string;
  readonly issuer: string;
}

const LOWER_CASE_AND_DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const LETTERS_AND_DIGITS = `ABCDEFGHIJKLMNOPQRSTUVWXYZ${LOWER_CASE_AND_DIGITS}`;

/** Completes the identifiers of a test user pool with random ones. */
export function identify({
  region: givenRegion = 'eu-west-1',
  userPoolId = `${givenRegion}_${randomString(LETTERS_AND_DIGITS, 9)}`,
  clientId = randomString(LOWER_CASE_AND_DIGITS, 26),
  issuer,
}: TestUserPoolOptions): TestUserPoolIdentity {
  const region = regionOf(userPoolId) ?? givenRegion;
  return {
    userPoolId,
    clientId,
    region,
    issuer:
      issuer ??
      `https://cognito-idp.${region}.${dnsSuffixOf(region)}/${userPoolId}`,
  };
}

function randomString(alphabet: string, length: number): string {
  return Array.from({ length }, () =>
    alphabet.charAt(randomInt(alphabet.length)),
  ).join('');
}
