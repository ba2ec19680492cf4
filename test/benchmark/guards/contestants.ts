import { subscribe } from 'node:diagnostics_channel';
import { awsJwtVerify } from './aws-jwt-verify.js';
import { cognitoAuth } from './cognito-auth.js';
import type { Guarding, ServedUserPool } from './guarding.js';
import { textbook } from './textbook.js';

/** The guards to compare, by their names in the report. */
export const contestants = {
  'no guard': () => ({ guards: [] }),
  'this guard, seen token': (pool) => cognitoAuth(pool),
  'this guard, seen token, channels with a listener': (pool) =>
    listened(cognitoAuth(pool)),
  'this guard, new token': (pool) => cognitoAuth(pool, { tokenCache: false }),
  'aws-jwt-verify guard': awsJwtVerify,
  'passport-jwt + jwks-rsa': textbook,
} satisfies Record<string, (pool: ServedUserPool) => Guarding>;

export type Contestant = keyof typeof contestants;

/** Counts the calls that are admitted, as a metric of the application would. */
function listened(guarding: Guarding): Guarding {
  let admitted = 0;
  subscribe('nestjs-cognito-auth:admitted', () => {
    admitted += 1;
  });
  return guarding;
}
