import { expect } from 'vitest';
import {
  CognitoAuthOptionsError,
  type CognitoAuthModuleOptions,
} from 'nestjs-cognito-auth';
import { resolveOptions } from '../../../lib/options/resolve-options.js';
import type {
  ResolvedOptions,
  ResolvedUserPool,
} from '../../../lib/options/resolved-options.js';

/** The options without which nothing starts. */
export const pool = { userPoolId: 'eu-west-1_AbCdEfGhI', clientId: 'client' };

/** Resolves options as an application in JavaScript may give them. */
export function resolve(options: unknown): ResolvedOptions {
  return resolveOptions(options as CognitoAuthModuleOptions);
}

/** Resolves the options of a pool, with further ones. */
export function resolvePool(options: object): ResolvedUserPool {
  const [userPool] = resolve({ ...pool, ...options }).userPools;
  if (userPool === undefined) {
    throw new Error('There is no pool');
  }
  return userPool;
}

/** Expects that a call refuses an option, in these words. */
export function expectRefusal(
  act: () => unknown,
  option: string,
  problem: string,
): void {
  const error = errorOf(act);
  expect(error).toBeInstanceOf(CognitoAuthOptionsError);
  expect(error).toMatchObject({ option });
  expect((error as Error).message).toBe(
    `CognitoAuthModule option "${option}" ${problem}`,
  );
}

/** Expects that options beside those of the pool are refused, in these words. */
export function expectRefused(
  options: object,
  option: string,
  problem: string,
): void {
  expectRefusal(() => resolve({ ...pool, ...options }), option, problem);
}

/** Returns what a call throws. */
export function errorOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}
