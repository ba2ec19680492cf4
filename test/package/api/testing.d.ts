interface TestAccessTokenOptions extends TestTokenOptions {
  readonly username?: string | undefined;
  readonly sub?: string | undefined;
  readonly groups?: readonly string[] | undefined;
  readonly scopes?: readonly string[] | undefined;
}

interface TestIdTokenOptions extends TestAccessTokenOptions {
  readonly email?: string | undefined;
}

type TestJwk = {
  alg: 'RS256';
  e: string;
  kid: string;
  kty: 'RSA';
  n: string;
  use: 'sig';
};

type TestKeySet = {
  keys: TestJwk[];
};

interface TestKeySetServer {
  readonly jwksUri: string;
  readonly requests: number;
  goDown(): void;
  comeBack(): void;
  close(): Promise<void>;
}

interface TestMachineTokenOptions extends TestTokenOptions {
  readonly scopes?: readonly string[] | undefined;
}

interface TestSignOptions {
  readonly header?: TestTokenPart | undefined;
  readonly claims: TestTokenPart;
  readonly key?: 'access' | 'id' | undefined;
}

interface TestTokenOptions {
  readonly clientId?: string | undefined;
  readonly expiresIn?: number | undefined;
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
}

type TestTokenPart = Readonly<Record<string, unknown>> | string | Uint8Array;

declare class TestUserPool {
  #private;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly region: string;
  readonly issuer: string;
  private constructor();
  static create(options?: TestUserPoolOptions): Promise<TestUserPool>;
  get options(): TestUserPoolModuleOptions;
  accessToken(options?: TestAccessTokenOptions): string;
  idToken(options?: TestIdTokenOptions): string;
  machineToken(options?: TestMachineTokenOptions): string;
  sign({ claims, header, key }: TestSignOptions): string;
  rotateKeys(options?: { keepOld?: boolean }): Promise<void>;
  jwks(): TestKeySet;
  listen(): Promise<TestKeySetServer>;
}

interface TestUserPoolModuleOptions {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly jwks: TestKeySet;
  readonly issuer?: string;
}

interface TestUserPoolOptions {
  readonly userPoolId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly region?: string | undefined;
  readonly issuer?: string | undefined;
}

export { TestUserPool };

export type {
  TestAccessTokenOptions,
  TestIdTokenOptions,
  TestJwk,
  TestKeySet,
  TestKeySetServer,
  TestMachineTokenOptions,
  TestSignOptions,
  TestTokenOptions,
  TestTokenPart,
  TestUserPoolModuleOptions,
  TestUserPoolOptions,
};
