import type { CanActivate } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import {
  CognitoAuthModule,
  CognitoGuard,
  fromBearerHeader,
  fromCookie,
  type CognitoAuthModuleOptions,
  type CognitoUser,
} from 'nestjs-cognito-auth';
import { TestUserPool } from 'nestjs-cognito-auth/testing';

class ApiKeyGuard implements CanActivate {
  canActivate(): boolean {
    return true;
  }
}

const Either = AuthGuard(['cognito', 'api-key']);

const userPoolId = 'eu-west-1_AbCdEfGhI';
const clientId = '3n4b5urk1ft4fl3mg5e62d9ado';
const userPools = [{ userPoolId, clientId }];

/** One pool, or a list of them. */
export const forms = [
  CognitoAuthModule.forRoot({ userPoolId, clientId }),
  CognitoAuthModule.forRoot({ userPoolId, clientId: [clientId, 'another'] }),
  CognitoAuthModule.forRoot({ userPoolId, clientId: null }),
  CognitoAuthModule.forRoot({ userPools }),
  CognitoAuthModule.forRoot({
    userPools: [
      { name: 'customers', userPoolId, clientId },
      { name: 'staff', userPoolId, clientId: null, tokenUse: 'id' },
    ],
    isGlobal: false,
    globalGuard: true,
  }),
];

/** Every option. */
export const all = CognitoAuthModule.forRoot({
  userPoolId,
  clientId,
  tokenUse: ['access', 'id'],
  name: 'customers',
  audience: ['https://api.example'],
  issuer: 'http://localhost:9229/local',
  jwksUri: 'http://localhost:9229/local/.well-known/jwks.json',
  allowInsecureJwksUri: false,
  additionalRegions: ['eu-west-3'],
  clockTolerance: 5,
  maxTokenAge: 3_600,
  maxTokenLength: 8_192,
  tokenFrom: [fromBearerHeader(), fromCookie('token'), () => undefined],
  validate: async (user, carrier) => ({
    id: user.sub,
    cookies: carrier.cookies,
  }),
  keys: {
    maxAge: 600_000,
    staleIfError: 0,
    unknownKeyCooldown: 10_000,
    timeout: 1_000,
    maxBytes: 10_000,
    fetch: globalThis.fetch,
    prefetch: false,
  },
  tokenCache: { maxEntries: 100 },
  realm: 'orders',
  unguardedRoutes: 'warn',
  trustedGuards: [ApiKeyGuard, Either, CognitoGuard],
  strategyName: 'staff',
});

/** A pool of the tests, with its pinned keys. */
export async function testing(): Promise<CognitoAuthModuleOptions> {
  const { options } = await TestUserPool.create();
  return { ...options, tokenUse: 'id', tokenCache: false };
}

// @ts-expect-error the client must be named, or null
CognitoAuthModule.forRoot({ userPoolId });
// @ts-expect-error the pool must be named
CognitoAuthModule.forRoot({ clientId });
// @ts-expect-error there is no default
CognitoAuthModule.forRoot({});
// @ts-expect-error undefined is not null
CognitoAuthModule.forRoot({ userPoolId, clientId: undefined });
// @ts-expect-error one form excludes the other
CognitoAuthModule.forRoot({ userPoolId, clientId, userPools });
// @ts-expect-error an option of one pool has no place beside a list
CognitoAuthModule.forRoot({ userPools, tokenUse: 'id' });
// @ts-expect-error each pool of a list names its client
CognitoAuthModule.forRoot({ userPools: [{ userPoolId }] });
// @ts-expect-error an option that all pools share has no place in one of a list
CognitoAuthModule.forRoot({ userPools: [{ ...userPools[0], realm: 'a' }] });
// @ts-expect-error a slip in a name
CognitoAuthModule.forRoot({ userPoolId, clientId, tokenuse: 'id' });
// @ts-expect-error there is no such token
CognitoAuthModule.forRoot({ userPoolId, clientId, tokenUse: 'refresh' });
// @ts-expect-error the algorithm is not for choice
CognitoAuthModule.forRoot({ userPoolId, clientId, algorithms: ['HS256'] });
// @ts-expect-error milliseconds, not a text
CognitoAuthModule.forRoot({ userPoolId, clientId, keys: { maxAge: '10m' } });
// @ts-expect-error true is no limit
CognitoAuthModule.forRoot({ userPoolId, clientId, tokenCache: true });

CognitoAuthModule.forRoot({
  userPoolId,
  clientId,
  // @ts-expect-error classes, not their instances
  trustedGuards: [new ApiKeyGuard()],
});

CognitoAuthModule.forRoot({
  userPoolId,
  clientId,
  // @ts-expect-error a class that is no guard
  trustedGuards: [Date],
});

CognitoAuthModule.forRoot({
  userPoolId,
  clientId,
  // @ts-expect-error an extractor finds a text
  tokenFrom: () => 7,
});

CognitoAuthModule.forRoot({
  userPoolId,
  clientId,
  validate: (user) => {
    const principal: CognitoUser = user;
    // @ts-expect-error a property that no principal has
    return principal.role;
  },
});
