import { Inject, Injectable } from '@nestjs/common';
import {
  COGNITO_AUTH_MODULE_OPTIONS,
  CognitoAuthModule,
  fromBearerHeader,
  fromCookie,
  fromHeader,
  fromQuery,
  type Carrier,
  type CognitoAuthModuleAsyncOptions,
  type CognitoAuthModuleExtras,
  type CognitoAuthModuleOptions,
  type CognitoAuthOptionsFactory,
  type CognitoCommonOptions,
  type CognitoKeysOptions,
  type CognitoTokenCacheOptions,
  type CognitoUserPoolOptions,
  type SigningJwk,
  type SigningJwks,
  type TokenExtractor,
} from 'nestjs-cognito-auth';

const key: SigningJwk = { kty: 'RSA', kid: 'a', n: 'AQAB', e: 'AQAB' };
const jwks: SigningJwks = { keys: [key] };

const pool: CognitoUserPoolOptions = {
  userPoolId: 'eu-west-1_AbCdEfGhI',
  clientId: ['3n4b5urk1ft4fl3mg5e62d9ado'],
  tokenUse: ['access', 'id'],
  jwks,
};

const fromProxy: TokenExtractor = ({ headers }: Carrier) =>
  headers['x-forwarded-access-token']?.toString();

const keys: CognitoKeysOptions = { maxAge: 60_000, prefetch: 'require' };

const tokenCache: CognitoTokenCacheOptions = { maxEntries: 1_000 };

const common: CognitoCommonOptions = {
  keys,
  tokenCache,
  tokenFrom: [
    fromBearerHeader(),
    fromCookie('access_token'),
    fromHeader('x-token'),
    fromQuery('token'),
    fromProxy,
  ],
  validate: (user) => user.groups.length > 0 && user,
};

const extras: CognitoAuthModuleExtras = { isGlobal: true, globalGuard: true };

@Injectable()
class Options implements CognitoAuthOptionsFactory {
  createCognitoAuthOptions(): CognitoAuthModuleOptions {
    return { ...common, userPools: [{ ...pool, name: 'staff' }] };
  }
}

const asyncOptions: CognitoAuthModuleAsyncOptions = {
  ...extras,
  useClass: Options,
};

export const modules = [
  CognitoAuthModule.forRoot({ ...pool, ...common, ...extras }),
  CognitoAuthModule.forRootAsync(asyncOptions),
  CognitoAuthModule.forRootAsync({
    inject: [Options],
    useFactory: (options: Options) => options.createCognitoAuthOptions(),
  }),
];

@Injectable()
export class ReadsOptions {
  constructor(
    @Inject(COGNITO_AUTH_MODULE_OPTIONS)
    readonly options: CognitoAuthModuleOptions,
  ) {}
}
