import { CognitoAuthModule } from 'nestjs-cognito-auth';
import {
  TestUserPool,
  type TestAccessTokenOptions,
  type TestIdTokenOptions,
  type TestJwk,
  type TestKeySet,
  type TestKeySetServer,
  type TestMachineTokenOptions,
  type TestSignOptions,
  type TestTokenOptions,
  type TestTokenPart,
  type TestUserPoolModuleOptions,
  type TestUserPoolOptions,
} from 'nestjs-cognito-auth/testing';

const given: TestUserPoolOptions = { region: 'us-east-1' };
const expired: TestTokenOptions = { expiresIn: -1 };
const admin: TestAccessTokenOptions = { ...expired, groups: ['admin'] };
const alice: TestIdTokenOptions = { email: 'alice@example.com' };
const machine: TestMachineTokenOptions = { scopes: ['orders/read'] };
const noClaims: TestTokenPart = {};
const odd: TestSignOptions = { claims: noClaims, header: { crit: ['b64'] } };

export async function tokens(): Promise<string[]> {
  const pool = await TestUserPool.create(given);
  return [
    pool.accessToken(admin),
    pool.idToken(alice),
    pool.machineToken(machine),
    pool.sign(odd),
  ];
}

export async function keyIds(): Promise<string[]> {
  const pool = await TestUserPool.create();
  const { keys }: TestKeySet = pool.jwks();
  return keys.map(({ kid }: TestJwk) => kid);
}

export async function modules(): Promise<unknown[]> {
  const pool = await TestUserPool.create();
  const pinned: TestUserPoolModuleOptions = pool.options;
  const server: TestKeySetServer = await pool.listen();
  const { userPoolId, clientId } = pool;
  return [
    CognitoAuthModule.forRoot(pinned),
    CognitoAuthModule.forRoot({
      userPoolId,
      clientId,
      jwksUri: server.jwksUri,
    }),
    server.close(),
  ];
}
