export { TestUserPool } from './test-user-pool.js';
export type { TestKeySetServer } from './key-set-server.js';
export type { TestJwk, TestKeySet, TestTokenPart } from './test-signing-key.js';
export type {
  TestAccessTokenOptions,
  TestIdTokenOptions,
  TestMachineTokenOptions,
  TestSignOptions,
  TestTokenOptions,
} from './test-token-options.js';
export type {
  TestUserPoolModuleOptions,
  TestUserPoolOptions,
} from './test-user-pool-options.js';
