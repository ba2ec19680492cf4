import {
  observeCognitoAuth,
  type ObserveCognitoAuthOptions,
} from 'nestjs-cognito-auth/opentelemetry';
import {
  RedisRevocationStore,
  type RedisClient,
  type RedisRevocationStoreOptions,
  type RedisSubscriber,
} from 'nestjs-cognito-auth/redis';
import type {
  CognitoHealth,
  CognitoHealthIndicator,
  UserPoolHealth,
} from 'nestjs-cognito-auth/terminus';

export function storeOf(
  client: RedisClient,
  options: RedisRevocationStoreOptions,
): RedisRevocationStore {
  return new RedisRevocationStore(client, options);
}

export const listener = (client: RedisClient): RedisSubscriber =>
  client.duplicate();

export const keysOf = ({ userPools }: CognitoHealth): UserPoolHealth[] =>
  Object.values(userPools);

export const check = (indicator: CognitoHealthIndicator): unknown =>
  indicator.check();

export const observe = (options: ObserveCognitoAuthOptions): (() => void) =>
  observeCognitoAuth(options);
