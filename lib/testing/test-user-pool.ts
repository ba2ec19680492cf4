import { startKeySetServer, type TestKeySetServer } from './key-set-server.js';
import type { TestKeySet } from './test-signing-key.js';
import { TestSigningKeys } from './test-signing-keys.js';
import type {
  TestAccessTokenOptions,
  TestIdTokenOptions,
  TestMachineTokenOptions,
  TestSignOptions,
} from './test-token-options.js';
import {
  accessTokenClaims,
  idTokenClaims,
  machineTokenClaims,
} from './test-tokens.js';
import { identify } from './test-user-pool-identity.js';
import type {
  TestUserPoolModuleOptions,
  TestUserPoolOptions,
} from './test-user-pool-options.js';

/**
 * Issues tokens as a Cognito user pool does, without a network or an AWS
 * account. The signatures are real RS256, and the claims are those of Cognito.
 *
 * @example
 * ```ts
 * import { Test } from '@nestjs/testing';
 * import { CognitoAuthModule } from 'nestjs-cognito-auth';
 * import { TestUserPool } from 'nestjs-cognito-auth/testing';
 * import { expect, test } from 'vitest';
 * import { ReportsController } from './reports.controller.js';
 *
 * test('only admins read the reports', async () => {
 *   const pool = await TestUserPool.create();
 *   const testingModule = await Test.createTestingModule({
 *     imports: [CognitoAuthModule.forRoot(pool.options)],
 *     controllers: [ReportsController],
 *   }).compile();
 *   const app = testingModule.createNestApplication();
 *   await app.listen(0, '127.0.0.1');
 *   const url = await app.getUrl();
 *   const read = (token: string) =>
 *     fetch(`${url}/reports`, { headers: { Authorization: `Bearer ${token}` } });
 *
 *   const admin = await read(pool.accessToken({ groups: ['admin'] }));
 *   const guest = await read(pool.accessToken());
 *
 *   expect(admin.status).toBe(200);
 *   expect(guest.status).toBe(403);
 *   await app.close();
 * });
 * ```
 */
export class TestUserPool {
  /** Id of the user pool, such as `eu-west-1_AbCdEfGhI`. */
  readonly userPoolId: string;
  /** Id of the app client that tokens are issued to by default. */
  readonly clientId: string;
  /** AWS region of the pool, such as `eu-west-1`. */
  readonly region: string;
  /** The `iss` claim of every token. */
  readonly issuer: string;

  readonly #hasGivenIssuer: boolean;
  #keys: TestSigningKeys;

  private constructor(options: TestUserPoolOptions, keys: TestSigningKeys) {
    const { userPoolId, clientId, region, issuer } = identify(options);
    this.userPoolId = userPoolId;
    this.clientId = clientId;
    this.region = region;
    this.issuer = issuer;
    this.#hasGivenIssuer = options.issuer !== undefined;
    this.#keys = keys;
  }

  /** Creates a pool with two new signing keys. */
  static async create(
    options: TestUserPoolOptions = {},
  ): Promise<TestUserPool> {
    return new TestUserPool(options, await TestSigningKeys.generate());
  }

  /**
   * Options for `CognitoAuthModule.forRoot`, alone or spread beside others. They
   * contain the current keys, so a module does not see a later `rotateKeys()`.
   * Test a rotation with `listen()`.
   */
  get options(): TestUserPoolModuleOptions {
    const { userPoolId, clientId, issuer } = this;
    const options = { userPoolId, clientId, jwks: this.jwks() };
    return Object.freeze(
      this.#hasGivenIssuer ? { ...options, issuer } : options,
    );
  }

  /** Returns an access token of a user. */
  accessToken(options: TestAccessTokenOptions = {}): string {
    return this.#keys.access.sign(accessTokenClaims(this, options));
  }

  /** Returns an ID token of a user. */
  idToken(options: TestIdTokenOptions = {}): string {
    return this.#keys.id.sign(idTokenClaims(this, options));
  }

  /** Returns an access token of a machine, as from the client credentials grant. */
  machineToken(options: TestMachineTokenOptions = {}): string {
    return this.#keys.access.sign(machineTokenClaims(this, options));
  }

  /**
   * Signs any header and claims: a forged, broken or hostile token with a valid
   * signature. The signature is RS256 whatever the header says. For an invalid
   * signature, change the token or sign with another pool of the same issuer.
   */
  sign({ claims, header, key = 'access' }: TestSignOptions): string {
    return this.#keys[key].sign(claims, header);
  }

  /**
   * Replaces both signing keys for all later tokens. The old keys leave the key
   * set, unless `keepOld` keeps them there as in a rotation with overlap.
   */
  async rotateKeys(options: { keepOld?: boolean } = {}): Promise<void> {
    const previous = options.keepOld ? this.#keys : undefined;
    this.#keys = await TestSigningKeys.generate(previous);
  }

  /** Returns a copy of the current public keys. */
  jwks(): TestKeySet {
    return this.#keys.keySet();
  }

  /**
   * Serves the key set on a free port of 127.0.0.1, for tests over real HTTP.
   * Give the module `{ userPoolId, clientId, jwksUri }` instead of `options`.
   */
  listen(): Promise<TestKeySetServer> {
    return startKeySetServer(`/${this.userPoolId}/.well-known/jwks.json`, () =>
      this.jwks(),
    );
  }
}
