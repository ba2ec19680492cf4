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
 * A user pool that lives in the test's memory: real RS256 signatures over
 * claims as Cognito writes them, without a network or an AWS account.
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
  /** Such as `eu-west-1_AbCdEfGhI`. */
  readonly userPoolId: string;
  /** The app client tokens are issued to unless a token says otherwise. */
  readonly clientId: string;
  /** The AWS region, such as `eu-west-1`. */
  readonly region: string;
  /** The `iss` of every token. */
  readonly issuer: string;

  readonly #namesIssuer: boolean;
  #keys: TestSigningKeys;

  private constructor(options: TestUserPoolOptions, keys: TestSigningKeys) {
    const { userPoolId, clientId, region, issuer } = identify(options);
    this.userPoolId = userPoolId;
    this.clientId = clientId;
    this.region = region;
    this.issuer = issuer;
    this.#namesIssuer = options.issuer !== undefined;
    this.#keys = keys;
  }

  /** Makes a pool with two fresh signing keys. */
  static async create(
    options: TestUserPoolOptions = {},
  ): Promise<TestUserPool> {
    return new TestUserPool(options, await TestSigningKeys.generate());
  }

  /**
   * Goes straight into `CognitoAuthModule.forRoot`, alone or spread beside
   * other options. It holds the keys of this moment: a later `rotateKeys()`
   * does not reach a module that has them already; test that with `listen()`.
   */
  get options(): TestUserPoolModuleOptions {
    const { userPoolId, clientId, issuer } = this;
    const options = { userPoolId, clientId, jwks: this.jwks() };
    return Object.freeze(this.#namesIssuer ? { ...options, issuer } : options);
  }

  /** An access token of a user. */
  accessToken(options: TestAccessTokenOptions = {}): string {
    return this.#keys.access.sign(accessTokenClaims(this, options));
  }

  /** An ID token of a user. */
  idToken(options: TestIdTokenOptions = {}): string {
    return this.#keys.id.sign(idTokenClaims(this, options));
  }

  /** An access token of a machine, as the client credentials grant gives it. */
  machineToken(options: TestMachineTokenOptions = {}): string {
    return this.#keys.access.sign(machineTokenClaims(this, options));
  }

  /**
   * Signs anything: a forged, broken or hostile token whose signature is good.
   * The signature is RS256 whatever the header says. For a bad signature,
   * change the text, or let another pool sign under this one's issuer.
   */
  sign({ claims, header, key = 'access' }: TestSignOptions): string {
    return this.#keys[key].sign(claims, header);
  }

  /**
   * Puts new keys in place of both signing keys, for the tokens made from now
   * on. The old keys leave the key set, unless `keepOld` leaves them there as
   * in a rotation with overlap.
   */
  async rotateKeys(options: { keepOld?: boolean } = {}): Promise<void> {
    const former = options.keepOld ? this.#keys : undefined;
    this.#keys = await TestSigningKeys.generate(former);
  }

  /** The public keys of this moment, in a copy that is the caller's own. */
  jwks(): TestKeySet {
    return this.#keys.keySet();
  }

  /**
   * Serves the key set on a port of 127.0.0.1, for tests over real HTTP: give
   * the module `{ userPoolId, clientId, jwksUri }` in place of `options`.
   */
  listen(): Promise<TestKeySetServer> {
    return startKeySetServer(`/${this.userPoolId}/.well-known/jwks.json`, () =>
      this.jwks(),
    );
  }
}
