export { RedisRevocationStore } from './redis-revocation-store.js';
export type { RedisRevocationStoreOptions } from './redis-revocation-store.js';
export type { RedisClient, RedisSubscriber } from './redis-client.js';
